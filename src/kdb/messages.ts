/** The one table of messages: every error code with its Japanese sentence (what is wrong, where, what to do). */

export const MESSAGES = {
  'file.unreadable': '{file} を読めません（{reason}）。ファイルを開き直して保存し直すか、CSV・xlsx・ZIP の書き出しを選んでください。',
  'file.empty': '{file} は空です。書き出したデータのあるファイルを選んでください。',
  'file.kind': '{file} は読める種類のファイルではありません。CSV・xlsx・ZIP を選んでください。',
  'file.noFolder': '{file} を書く先のフォルダーがありません。フォルダーを作るか、別の場所を指定してください。',
  'file.isFolder': '{file} はフォルダーです。ファイル名を指定してください。',
  'file.unwritable': '{file} を書けません（{reason}）。ほかのプログラムで開いていないか確かめてください。',
  'csv.unclosedQuote': '{file} の {row} 行目から始まる引用符（"）が閉じていません。書き出し直してください。',
  'source.none': '健診・レセプト・認定などの書き出しが見つかりません。見出し行（被保険者番号 など）のある表を用意してください。',
  'source.notExport': '{where} は書き出しとして認識できません（見出し行が見つかりません）。',
  'source.noKey': '{where} の {row} 行目の見出しに被保険者番号の列がありません。番号の列を加えて書き出し直してください。',
  'source.noPersons': '対象となる人が 1 人もいません。読み込んだ表と抽出年度（{fiscalYear} 年度）を確かめてください。',
  'source.noYear': '健診受診日がないため抽出年度が決まりません。抽出年度を指定してください。',
  'settings.notNumber': '抽出条件 {cell}「{label}」の値「{value}」は数ではありません。{low}〜{high} の数を入れてください。',
  'settings.outOfRange': '抽出条件 {cell}「{label}」の値 {value} はありえない値です。{low}〜{high} の数を入れてください。',
  'settings.notSwitch': '抽出条件 {cell}「{label}」の値「{value}」は「使う」「使わない」のどちらでもありません。',
  'filter.unknownKey': '絞り込みの「{key}」は分かりません。使えるのは {known} です。',
  'filter.unknownValue': '絞り込みの {key}「{value}」に当たる人がいません。あるのは {known} です。',
  'filter.form': '絞り込み「{text}」の書き方が分かりません。「圏域=北部;性別=女;年齢=75-84」のように書いてください。',
  'argument.wanted': '求めるもの「{value}」は分かりません。使えるのは {known} です。',
  'argument.purpose': '抽出目的「{value}」は分かりません。使えるのは {known} です。',
  'argument.person': '被保険者番号「{value}」の人はデータにいません。',
  'data.none': 'データがまだありません。書き出しのシートを用意し、IKKATSU の作業ウィンドウで「抽出を実行」を押してください。',
  'command.failed': '{sentence}',
  'division.byZero': '分母が 0 のため割合を計算できません。',
} as const;

export type MessageCode = keyof typeof MESSAGES;
