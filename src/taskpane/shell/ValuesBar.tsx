/** Shown where Excel has no custom functions: the sheets hold values, and one button brings them up to date. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons';

interface ValuesBarProps {
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

export function ValuesBar({ busy, onRefresh }: ValuesBarProps) {
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        この Excel
        ではセルの関数を使えないため、シートには数値を値で書きます。データや抽出条件を変えたあとに押してください。
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" icon={<ArrowSyncRegular />} disabledFocusable={busy} onClick={onRefresh}>
          値を更新
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
