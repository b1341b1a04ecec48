/** What comes next, in a sentence, from how the workbook stands. */
import { isOutdated, type PaneState } from '../model/state';

/** The next thing to do; the first that holds, in the order of the steps. */
export function nextThing(state: PaneState, hasChanges: boolean): string {
  const { view, result } = state;
  if (view === null) return 'ブックを調べています。少しお待ちください。';
  if (view.sources.length === 0)
    return view.unrecognised.length > 0
      ? '①で、見分けられなかった表の［列を対応づける］を押すか、書き出しのファイルを選びます。'
      : '①で［ファイルを選ぶ］を押し、書き出しを取り込みます。手元になければ［サンプルで試す］が使えます。';
  if (hasChanges) return '②の変更を［シートに反映］するか、［取り消す］を押します。';
  if (isOutdated(state)) return 'データか条件が変わりました。③の［抽出を実行］で一覧を新しくします。';
  const lists = view.standing?.lists.length ?? 0;
  if (result === null && (lists === 0 || view.standing?.stamp !== view.stamp))
    return '③の［抽出を実行］を押して、一覧を作ります。列の足りない目的は①に出ています。';
  return '一覧（抽出_対象者一覧）で担当を決め、⑤で個人票・案内文・支援記録に進みます。計画・報告のシートは④で作れます。';
}
