/** The place for files: several csv, xlsx or zip at once, chosen or dropped. */
import { useRef, useState, type DragEvent, type Ref } from 'react';
import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  zone: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  inviting: {
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
  },
  below: { flex: 'none', maxWidth: '30em' },
  over: {
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
  },
  hint: { ...typographyStyles.caption1, flex: '1 1 140px', margin: 0, color: tokens.colorNeutralForeground3 },
});

interface FilePickerProps {
  /** Larger while there is nothing else to do. */
  readonly inviting: boolean;
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly buttonRef: Ref<HTMLButtonElement>;
}

export function FilePicker({ inviting, busy, onFiles, buttonRef }: FilePickerProps) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={mergeClasses(styles.zone, inviting && styles.inviting, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".csv,.xlsx,.zip"
        aria-label="取り込むファイル"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      <Button
        ref={buttonRef}
        appearance={inviting ? 'primary' : 'secondary'}
        icon={<ArrowUploadRegular />}
        disabledFocusable={busy}
        onClick={() => input.current?.click()}
      >
        {inviting ? 'ファイルを選ぶ' : 'ファイルを追加'}
      </Button>
      <p className={mergeClasses(styles.hint, inviting && styles.below)}>
        {inviting
          ? 'CSV・xlsx・ZIP をまとめて選べます。ここへドロップもできます。取り込んだ表は新しいシートになります。'
          : 'CSV・xlsx・ZIP。ドロップもできます。'}
      </p>
    </div>
  );
}
