/** The one table of messages: every error code with its Japanese sentence (what is wrong, where, what to do). */

export const MESSAGES = {
  'file.unreadable':
    '{file} を読めません（{reason}）。ファイルを開き直して保存し直すか、CSV・xlsx・ZIP の書き出しを選んでください。',
  'file.empty': '{file} は空です。書き出したデータのあるファイルを選んでください。',
  'file.kind': '{file} は読める種類のファイルではありません。CSV・xlsx・ZIP を選んでください。',
  'file.foreign': '{file} は {kind}のため、このままでは読めません（{how}）。',
  'file.tooLarge':
    '{file} は大きすぎるため読みません（{what}。上限は {limit}）。壊れているか、書き出しではないファイルです。書き出し直すか、分けて選んでください。',
  'file.twoEncodings':
    '{file} には 2 つの文字コード（{one}・{other}）が混ざっています（{row} 行目で変わります）。1 つの文字コードで書き出し直してください。',
  'sheet.damaged':
    '{file} の「{sheet}」が壊れているか、途中で切れています（{reason}）。Excel で開いて保存し直すか、書き出し直してください。',
  'sheet.uncalculated':
    '{file} の「{sheet}」に、数式だけで計算された値のないセルがあります（{cells}）。Excel で開いて保存し直してください。',
  'file.noFolder': '{file} を書く先のフォルダーがありません。フォルダーを作るか、別の場所を指定してください。',
  'file.isFolder': '{file} はフォルダーです。ファイル名を指定してください。',
  'file.unwritable': '{file} を書けません（{reason}）。ほかのプログラムで開いていないか確かめてください。',
  'file.notFolder':
    '{file} はフォルダーではなくファイルです。一覧を書くフォルダーを指定してください。何も書いていません。',
  'file.notRegular':
    '{file} はふつうのファイルではない（装置や名前付きパイプなど）ため、書けません。別の場所を指定してください。何も書いていません。',
  'file.isInput':
    '{file} は読み込む {input} と同じファイルです。上書きすると元のファイルがなくなるため、{option} に別の場所を指定してください。何も書いていません。',
  'file.twice':
    '{file} に 2 つの結果を書くことになります。--out と --lists に別の場所を指定してください。何も書いていません。',
  'history.none':
    '{file} に、引き継げる実績がありません。このツールで作ったブック（シート「実績の記録」または「共通評価指標」のあるもの）を選んでください。',
  'output.failed': '結果を表示できませんでした（{reason}）。',
  'csv.unclosedQuote': '{file} の {row} 行目、{column}から始まる引用符（"）が閉じていません。書き出し直してください。',
  'layout.unreadable':
    '{file} はレイアウトとして読めません（{reason}）。書き出したレイアウトのファイルを選んでください。',
  'mapping.twice':
    '{where} の{columns}を、どちらも「{field}」として対応づけています。1 つの列だけを選び、ほかは「使わない」にしてください。',
  'mapping.nowhere':
    '{file} の見出しのある表が見つかりません（{headings} など）。読み込むファイルとレイアウトの組み合わせを確かめてください。',
  'source.none':
    '健診・レセプト・認定などの書き出しが見つかりません。見出し行（被保険者番号 など）のある表を用意してください。',
  'source.notExport': '{where} は書き出しとして認識できません（見出し行が見つかりません）。',
  'source.stranger': '{where} は書き出しとして使えません。{why}このファイルを外すか、書き出し直してください。',
  'source.noKey':
    '{where} の {row} 行目の見出しに被保険者番号の列がありません。番号の列があるときは「列を対応づける」（コマンドでは --layout）で選び、ないときは加えて書き出し直してください。',
  'source.noPersons': '対象となる人が 1 人もいません。{why}読み込んだ表と抽出年度（{fiscalYear}）を確かめてください。',
  'source.noYear':
    '健診受診日がないため抽出年度が決まりません。シート「抽出条件」の抽出年度（コマンドでは --year）で指定してください。',
  'settings.foreign':
    '「抽出条件」という名前のシートは、本ツールのシートではありません（条件の行が 1 つもありません）。そのシートの名前を変えてから、もう一度実行してください。何も書いていません。',
  'settings.notNumber':
    '抽出条件 {cell}「{label}」の値「{value}」は数ではありません。{low}〜{high} の数を入れてください。',
  'settings.outOfRange':
    '抽出条件 {cell}「{label}」の値 {value} はありえない値です。{low}〜{high} の数を入れてください。',
  'settings.notWhole':
    '抽出条件 {cell}「{label}」の値 {value} は整数ではありません。{low}〜{high} の整数を入れてください。',
  'settings.excludedPersons':
    '抽出条件 {cell} の「{label}」の「{value}」を読めません。人数を 300 のように、市町村ごとには「甲市=300;乙町=120」のように入れてください。',
  'settings.listColumns': '抽出条件 {cell}「{label}」には {count} 個の見出しがあります。{most} 個までにしてください。',
  'settings.fiscalYear':
    '抽出条件 {cell}「抽出年度」の値「{value}」は年度として読めません。西暦 4 けた（例: 2025）を入れるか、空欄にしてください。',
  'settings.referenceDate':
    '抽出条件 {cell}「基準日」の値「{value}」は日付として読めません。日付（例: 2026/3/31）を入れるか、空欄にしてください。',
  'settings.notSwitch': '抽出条件 {cell}「{label}」の値「{value}」は「使う」「使わない」のどちらでもありません。',
  'settings.receiptRule': '抽出条件 {cell}「{label}」の値「{value}」は分かりません。入れられるのは {possible} です。',
  'filter.unknownKey': '絞り込みの「{key}」は分かりません。使えるのは {known} です。',
  'filter.unknownValue': '絞り込みの {key}「{value}」に当たる人がいません。あるのは {known} です。',
  'filter.noColumn': '絞り込みの「{key}」に使う列がデータにありません。{key} の列のある表を読み込んでください。',
  'filter.twice': '絞り込みに「{key}」が 2 回あります。1 つにまとめ、値を「,」で並べてください。',
  'filter.form':
    '絞り込み「{text}」の書き方が分かりません。「圏域=北部;性別=女;年齢=75-84」のように書いてください（「;」や「、」を含む値は 圏域="北部;西部" のように引用符で囲みます）。',
  'argument.wanted': '求めるもの「{value}」は分かりません。使えるのは {known} です。',
  'argument.purpose': '抽出目的「{value}」は分かりません。使えるのは {known} です。',
  'argument.person': '被保険者番号「{value}」の人はデータにいません。',
  'data.none':
    'データがまだありません。IKKATSU の作業ウィンドウの①データで、KDB などの書き出しのファイルを選ぶか、書き出しのシートをこのブックに置いてください。',
  'serve.portRefused': 'ポート {port} を使えません（{reason}）。--port で 1024 以上の別の番号を指定してください。',
  'serve.portTaken': 'ポート {port} はほかのプログラムが使っています。--port で別の番号を指定してください。',
  'command.failed': '{sentence}',
  'division.byZero': '分母が 0 のため割合を計算できません。',
  // Indicators: guards of numbers.
  'number.notNumber': '{label}（{position} 番目）が空欄か数ではありません。0 件なら 0 を入れてください。',
  'number.negative': '{label} に負の数 {value} があります（{position} 番目）。0 以上の数を入れてください。',
  'number.notPositive': '{label} は 0 より大きい数を入れてください（{position} 番目の値は {value}）。',
  'number.notWhole': '{label} は整数（人数・件数）を入れてください（{position} 番目の値は {value}）。',
  'number.outOfRange': '{label} の値 {value} は使えません。{low}〜{high} の数を入れてください。',
  'numerator.aboveDenominator':
    '{label} {numerator} が {whole} {denominator} を超えています。分子と分母の範囲（年度・対象者）をそろえてください。',
  'confidence.range':
    '信頼水準 {value} は使えません。0.95 のように 0.5 以上 1 未満の数（百分率なら 50 以上 100 未満）を入れてください。',
  'rows.mismatch': '{label} は {count} 行、{other} は {otherCount} 行です。同じ並びの同じ行数にそろえてください。',
  'rows.none': '{label} に 1 つも値がありません。',
  'rate.tooFewEvents':
    '件数が {events} 件のため年齢調整率（直接法）を計算しません（10 件未満では区間が信頼できません）。年数や地域をまとめてください。',
  'ratio.noExpected': '期待件数が 0 のため標準化比を計算できません。基準集団の件数を確かめてください。',
  'pairs.tooFew': '前後ともに値のある組が {pairs} 組しかありません。{needed} 組以上必要です。',
  'trend.fewYears': '割合のある年が {years} 年です。傾向の検定には 3 年以上が必要です。',
  'survival.beyond': '時点 {horizon} は最も長い追跡 {longest} より後です。追跡した期間の中の時点を入れてください。',
  'size.noDifference': 'いまの割合と目標の割合が同じため、必要な人数を計算できません。違う割合を入れてください。',
  'size.tooFew': '{persons} 人では、割合がどれだけ変わっても偶然と見分けられません。人数を増やしてください。',
  'regression.noSpread': '支援していない人の前の値がすべて同じため、見込まれる変化を計算できません。',
  'pairs.notYesNo': '前後の値「{value}」（{position} 番目）は 1/0（はい/いいえ）ではありません。',
  'bands.order': '年齢階級の下限 {lower}（{position} 番目）が前の階級以下です。若い順に重なりなく並べてください。',
  'bands.notLabel':
    '年齢階級「{label}」（{position} 番目）から下限の年齢を読めません。「75」「75-79」「85以上」のように書いてください。',
  'bands.mismatch': '年齢階級 {bands} は {standard} の区切りにありません。使える下限は {known} です。',
  'standard.unknown': '標準人口「{value}」は分かりません。使えるのは {known} です。',
  'life.deathsAbovePopulation':
    '{age} 歳からの階級で死亡数 {deaths} が人口 {population} を超えています。年数と単位をそろえてください。',
  'life.openClassNoDeaths':
    '最後の年齢階級（{age} 歳以上）の死亡が 0 件のため平均余命を計算できません。年数をまとめるか、最後の階級を若くしてください。',
  'life.smallPopulation':
    '人口の合計が {population} 人のため平均余命を計算しません（{age} 歳からの表では {least} 人未満）。複数年をまとめてください。',
  'life.fewInClass':
    '{age} 歳からの階級が {years} 人年しかなく、資格を失った人（{left} 人）に足りないため計算できません。複数年をまとめてください。',
  'life.noLeavers':
    '資格を失った人のいる台帳がないため、平均自立期間を計算できません。資格喪失日のある台帳を読み込んでください。',
  'life.ageNotClass': '{age} 歳は年齢階級の下限にありません。使えるのは {known} です。',
  'life.nobodyAlive': '{age} 歳に達する人がいない生命表になりました。年齢階級と死亡数を確かめてください。',
  'life.tooWide':
    '{age} 歳の平均余命は 95% 信頼区間の幅が 20 年を超えるため示しません（±{half} 年）。複数年をまとめてください。',
  'cost.unknownPart': '区分「{value}」は分かりません。使えるのは {known} です。',
  'cost.unknownPayer': '負担者「{value}」は {part} にありません。使えるのは {known} です。',
  'questionnaire.answer': '質問票 {item} の回答 {value} は 1〜{highest} ではありません。',
  'questionnaire.count': '質問票の回答は 15 個ですが、{count} 個あります。',
  'persons.sex': '性別「{value}」は分かりません。1（男）か 2（女）を入れてください。',
  'sheet.edited':
    '{sheets} は書きこみのあとで変更されています。変更を残したいときはシート名を変えてから、作業ウィンドウの「抽出を実行」で置きかえを選んでください。何も書いていません。',
  'sheet.tooLong':
    '{sheet} は {rows} 行になり、シートに入りきりません。絞り込むか、CSV の一覧を使ってください。何も書いていません。',
  'sheet.notWritten':
    '{sheet} を正しく書けませんでした（{cell}）。もう一度「抽出を実行」を押してください。ブックは元のままです。',
  'undo.none': '元に戻せる書きこみがありません。元に戻せるのは最後の書きこみだけで、10 分を過ぎると戻せません。',
  'cell.ours':
    '選んだセルは本ツールのシート「{sheet}」にあります。ご自身のシートの空いているセルを選んでから、もう一度押してください。',
  'cell.occupied': 'セル {cell} には値があります。空いているセルを選んでから、もう一度押してください。',
  'sheet.missing': 'シート「{sheet}」がありません。',
  'excel.failed':
    'Excel が処理を受けつけませんでした（{reason}）。セルの編集中なら確定し、シートの保護を外してから、もう一度実行してください。ブックは元のままです。',
  'excel.noFile':
    'この Excel は、開いているブックをファイルとしてアドインに渡せません（ウェブ版や iPad など）。ブックを保存してから、パソコンの Excel でこの作業を行うか、コマンドライン（ikkatsu handin・ikkatsu fill）か作業台に保存したブックを渡してください。ブックは元のままです。',
  'excel.calculating':
    '計算が {minutes} 分たっても終わらないため、途中の値を写さないよう中止しました。計算が終わったこと（#BUSY! がないこと）を確かめてから、もう一度実行してください。ブックは元のままです。',
  'excel.unfinished':
    'Excel が途中から処理を受けつけなくなり、元に戻しきれませんでした（{reason}）。セルの編集を確定し、シートの保護を外してから、もう一度実行してください。次の書きこみのはじめに、残りを元に戻します。戻せないままなら、作業ウィンドウの「元に戻すのをやめる」で、前の内容の控えを残して先へ進めます。',
  'excel.silent':
    'Excel が {seconds} 秒たっても応答しないため、待つのをやめました。書きこみは途中かもしれません。Excel のセルの編集を確定し、開いている画面を閉じてから、もう一度実行してください。次の書きこみのはじめに、途中のものを元に戻します。',
  'sheet.protected':
    'シート「{sheets}」は保護されているため、書きこめません。校閲タブの「シート保護の解除」を押してから、もう一度実行してください。ブックは元のままです。',
  'workbook.protected':
    'ブックの保護（シート構成）のため、シートを作れません。校閲タブの「ブックの保護」を外してから、もう一度実行してください。ブックは元のままです。',
  'excel.tooWide': '{sheet} の 1 行が大きすぎて読めません。使わない列を減らしてください。',
  'work.cancelled': '中止しました。ブックは元のままです。',
  'argument.personTwice':
    '被保険者番号「{value}」の人は複数の保険者にいます（{insurers}）。「保険者番号-被保険者番号」の形で指定してください。',
  'argument.range': '対象の範囲を使えません。見出し行のある表の範囲、またはデータのスタンプのセルを指定してください。',
  'argument.number': '「{label}」の値「{value}」を数として読めません。',
  'argument.date': '「{label}」の値「{value}」を日付として読めません。',
  'argument.missing': '「{label}」を指定してください。',
  'argument.impossible': '「{label}」の値「{value}」はありえない値です（{low}〜{high}）。',
  'argument.choice': '「{label}」の「{value}」は分かりません。使えるのは {known} です。',
  'argument.oneCell': '「{label}」には値を 1 つ指定してください（{rows} 行 {columns} 列の範囲です）。',
  'argument.line': '「{label}」には 1 行か 1 列の範囲を指定してください（{rows} 行 {columns} 列の範囲です）。',
  'argument.cellNumber': '「{label}」の {position} 番目の値「{value}」を数として読めません。',
  'argument.sameShape':
    '「{label}」は {rows} 行 {columns} 列、「{other}」は {otherRows} 行 {otherColumns} 列です。同じ大きさの範囲にそろえてください。',
  'answer.noInterval': 'この値（{method}）には信頼区間がありません。',
  'answer.noP': 'この値（{method}）には p 値がありません。',
  'standard.classes':
    '{standard} は {expected} 階級ですが、件数は {count} 行です。最後の引数に年齢階級を指定してください。',
  'function.failed': '計算できませんでした（{reason}）。',
  'list.empty': '当たる人がいません。',
  'figure.noColumn':
    '「{figure}」に使う列（{columns}）がデータにありません。その列のある表を読み込むと計算できます（0 とはみなしません）。',
  'aggregate.none':
    '集計表（地域の全体像の把握・様式5-2・質問票調査の状況・医療費分析・要介護（支援）者認定状況・市区町村別データ）がまだありません。シートに貼り付けるか、ファイルを追加してください。',
  'aggregate.noIndicator': '指標「{indicator}」は読み込んだ集計表にありません。近いのは {known} です。',
  'aggregate.noRecord': '指標「{indicator}」に {key}「{wanted}」の値がありません。あるのは {known} です。',
  'aggregate.several': '指標「{indicator}」に当たる値が複数あります。{known} のように書いて 1 つに絞ってください。',
  'aggregate.hidden': 'この値は集計表で秘匿（＊）されています。',
  // 支援記録 and the evaluation of programmes.
  'pages.noList':
    '対象者の一覧（抽出_…）のシートで、人の行を選んでから、もう一度押してください。いま開いているシートは一覧ではありません。',
  'pages.noPersons':
    '選んだ行に、いまのデータにいる対象者がいません。一覧の人の行を選んでください（一覧が古いときは、抽出し直してください）。',
  'pages.tooMany':
    '{rows} 行が選ばれています。一度に作れるのは {most} 人までです。行を減らして、もう一度押してください。',
  'list.notListed':
    'シート「{sheet}」に、この人の行がありません（一覧が古いか、行が削除されています）。抽出し直すと載ります。',
  'list.noColumn': 'シート「{sheet}」に「{column}」の列がないため、分けられません。',
  'list.tooManyParts':
    '「{column}」が {parts} 通りあり、一度に作れる {most} 枚を超えます。担当の書き方をそろえるか、フィルターで分けてください。',
  'list.noSheet': 'シート「{sheet}」がまだありません。③の「抽出を実行」を押すとできます。',
  'letters.noText':
    'シート「案内文の文例」に、種類「{kind}」の文面がありません。種類を選び直すか、文面を書いてください。',
  'letters.unknownField':
    '案内文の文例「{kind}」の中かっこの中の「{field}」は、差し込める欄ではありません。使えるのは {known} です。シート「案内文の文例」を直してください。ブックは変わっていません。',
  'support.none':
    '支援記録がまだありません。IKKATSU の作業ウィンドウの手順⑤で一覧から作り、支援の有無と前後の値を書いてください。',
  'support.byHeadings': '{file} は見出しから支援記録と分かったので、支援記録として読みました。',
  'support.noHeader':
    'シート「支援記録」に見出し行（被保険者番号、目的 など）が見つかりません。見出しを戻すか、シート名を変えて作り直してください。',
  'support.noPurpose': 'シート「支援記録」に「目的」の列がありません。列を戻してください。',
  'support.cell': '支援記録 {cell}「{heading}」の値「{value}」は読めないため、空欄として扱います。',
  'support.noPersons': '支援記録に加える対象者がいません（{purposes}）。',
  'support.below':
    'シート「支援記録」の表の下（{cell} の行）に書きこみがあるため、人を追加できません。表の下を空けてから、もう一度実行してください。何も書いていません。',
  'support.tooLong': '支援記録が {rows} 行になり、シートに入りきりません。目的を絞ってください。何も書いていません。',
  'support.year':
    '支援記録 {cell}「評価年度」の値「{value}」は使えません。抽出年度（{fiscalYear}）より後の西暦 4 けたを入れるか、空欄にしてください。',
  'support.logYear':
    '支援記録 {cell}「抽出年度」の値「{value}」は年度として読めません。西暦 4 けた（例: 2025）を入れるか、空欄にしてください。',
  'outcome.purpose': '目的「{value}」は分かりません。使えるのは {known} です。',
  'outcome.indicator': '「{programme}」に指標「{value}」はありません。使えるのは {known} です。',
  'answer.undetermined': '「{indicator}」は判定できません（{reason}）。',
  'handIn.person':
    '{sheet} の {cell} に、読み込んだ被保険者の{what}と同じ文字があります。{more}書き直すか消してから、もう一度実行してください。ファイルは作っていません。',
  'handIn.personInName':
    'シート見出し（左から {position} 番目のシート）に、読み込んだ被保険者の{what}と同じ文字があります。シート名を変えてから、もう一度実行してください。ファイルは作っていません。',
  'handIn.personLeft':
    '作った写しの {sheet} に被保険者の{what}が残っていたため、ファイルを渡していません。図の題名や見出しを確かめてください。',
  'handIn.none':
    '写しにするシート（計画書・共通評価指標など）がまだありません。先に「抽出を実行」や計画の書きこみを行ってください。',
  'handIn.outdated':
    '{sheets} は、いまのデータ・抽出年度・抽出条件とは違うもので書かれています（{sheet} は「{written}」、いまは「{now}」）。シートを書き直してから、もう一度実行してください。作業ウィンドウでは手順④の「値で確定」に「シートを書き直す」があります。コマンドでは run --plan --out で新しいブックを作れます。ファイルは作っていません。',
  'handIn.errors':
    '{cells} がエラー値です（全部で {count} か所）。データを足すか数式を直してから、もう一度実行してください。ファイルは作っていません。',
  'handIn.drafts':
    '{cells} に、下書きのままの文章（【下書き】）があります（全部で {count} か所）。内容を確かめて「【下書き】」を消すか、作業ウィンドウの「下書きの欄を空にする」、コマンドの --without-drafts を使ってください。ファイルは作っていません。',
  'handIn.busy':
    '{sheet} の {cell} がまだ計算中です。計算が終わってから、もう一度実行してください。ファイルは作っていません。',
  'binding.none': 'シート「様式の対応」がありません。作業ウィンドウの④にある「様式の対応」を開くと、ひな形ができます。',
  'binding.row': '様式の対応 {row} 行目: {why}何も書いていません。',
  'binding.place': '{why}様式のシートで、数字を入れるセルを 1 つ選んでから、もう一度押してください。',
  'binding.noRows': '様式の対応に 1 行も対応がありません。シート・セル・指標を書いてから、もう一度実行してください。',
  'binding.template':
    '{file} は様式として読めません（{reason}）。Excel で xlsx 形式に保存し直したものを選んでください。',
} as const;

export type MessageCode = keyof typeof MESSAGES;
