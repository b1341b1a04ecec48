/** 選んだセルの数字: first what the selected cell is, in a sentence; then, on demand, how it is reckoned, of whom, from which cells. */
import { useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import type { ExplainedSelection } from '../../excel/explainSelected';
import { troubleOf } from '../model/trouble';
import { Details } from '../shell/Details';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: `0 0 ${tokens.spacingVerticalS}` },
  told: { margin: `${tokens.spacingVerticalS} 0 0`, overflowWrap: 'anywhere' },
  place: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  what: { ...typographyStyles.body1Strong, margin: 0 },
});

/** The room excel, loaded when it is asked for the first time. */
const ofWorkbook = async (): Promise<ExplainedSelection> =>
  (await import('../../excel/explainSelected')).explainSelected();

/** What a cell is, where nothing of ours is asked in it. */
function otherwise({ isInput, formula, cells }: ExplainedSelection): string {
  if (isInput) return 'あなたが書く欄です。書いたことは、シートを作り直しても残ります。';
  if (formula === '') return '数式のないセルです。書いてあるとおりの文字や数です。';
  if (cells.length > 0) return `${cells.slice(0, 6).join('・')} などのセルから計算した数です。`;
  return 'このツールの関数を使わない数式です。';
}

interface SelectedCellProps {
  readonly explain?: () => Promise<ExplainedSelection>;
}

export function SelectedCell({ explain = ofWorkbook }: SelectedCellProps) {
  const styles = useStyles();
  const [told, setTold] = useState<ExplainedSelection | string | null>(null);
  const ask = (): void => {
    explain().then(setTold, (error: unknown) => setTold(troubleOf(error).sentence));
  };
  return (
    <>
      <p className={styles.lead}>数字のセルを 1 つ選んで押すと、何の数字かを示します。</p>
      <Button icon={<SearchRegular />} onClick={ask}>
        選んだセルの数字を調べる
      </Button>
      <div className={styles.told} role="status">
        {typeof told === 'string' && <p className={styles.what}>{told}</p>}
        {told !== null && typeof told !== 'string' && <Told told={told} />}
      </div>
    </>
  );
}

function Told({ told }: { readonly told: ExplainedSelection }) {
  const styles = useStyles();
  const { place, figures, cells, formula } = told;
  const more = [
    ...figures.flatMap((lines) => (figures.length === 1 ? lines.slice(1) : [lines.join(' ')])),
    ...(cells.length === 0 ? [] : [`使うセル: ${cells.join('・')}`]),
    ...(formula === '' ? [] : [`数式: ${formula}`]),
    ...(figures.length === 0 ? [] : ['公表用の写しでは、少ない人数とそれが分かる数を伏せます。']),
  ];
  return (
    <>
      <p className={styles.place}>{place}</p>
      <p className={styles.what}>
        {figures.length === 0
          ? otherwise(told)
          : figures.length === 1
            ? figures[0]![0]
            : `${figures.length} つの数字から計算した数です。`}
      </p>
      {more.length > 0 && <Details key={place} summary="くわしく" items={more} />}
    </>
  );
}
