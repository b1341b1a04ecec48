/** Formulas for tests: a list of what Excel accepts, and a generator of many more. */
import fc from 'fast-check';

/** One of each kind of thing that a formula may hold, and the places where readers go wrong. */
export const LISTED: readonly string[] = [
  '=A1',
  '=$A$1:C$3',
  '=a1+Xfd1048576',
  '=SUM(A:A,3:5,$B:$D,$7:$9)',
  '=SUM(A1:B2 B1:B9,C3)',
  '=A1:INDEX(B1:B9,3)',
  '=OFFSET(A1,1,1):C5',
  '=A1.:.B9',
  '=LOG10(A1)+A1B+Q1_x+XFE1+A1048577+A0',
  '=抽出_服薬（多剤）!B5',
  "='抽出_服薬（多剤）'!B5",
  "='it''s a sheet'!$A$1:B2",
  "='A1'!B2+A1!B3",
  '=1年!A1+あ・い!B2+集計ー!C3+①表!D4+Ⅳ!E5',
  '=SUM(南部:北部!B5)',
  "=SUM('Ⅳ-1 低栄養:Ⅳ-2 口腔'!B5:B9)",
  '=[1]Sheet1!A1+[1]!名前+[前年.xlsx]人口!B2',
  "='C:\\年報\\[前年 度.xlsx]人口'!$B$2",
  '=名簿[人数]+名簿[@[要介護 度]]+名簿[[#Headers],[A1]:[B2]]',
  "=名簿[人数'[人']]+[@割合]+[#This Row]",
  '=H1#+SUM(Sheet1!H1#)+名前#',
  '=@SUM(1,2)+@A1:A3+@名前',
  '={1,-2;"a;b","c,d";TRUE,#N/A}',
  '=COUNTA({"1-4","2/3"})',
  '="A1"&"say ""B2"""&C3',
  '=#REF!+Sheet1!#REF!+#REF!A1+#REF!$A$1:$B$2+#DIV/0!+#N/A+#NAME?+#GETTING_DATA+#SPILL!',
  '=IKKATSU.LOWNUTRITION("人数","圏域=北部")',
  '=_xldudf_IKKATSU_ORAL("割合",$B$3)',
  '=_xlfn._xlws.FILTER(A2:A9,_xlfn.ANCHORARRAY(B2)>0)',
  '=LET(x,A1,y,B1*2,x+y)',
  '=LAMBDA(x,x^2)(3%)',
  '=STDEV.S(A1:A9)+T.INV.2T(0.05,9)',
  '=1.5E+10+.5+5%-2E-3',
  '=IF(A1<>B1,A1<=B1,A1>=B1)',
  '= SUM ( A1 , B2 )\n+ C3',
  '=SUM(A1,,B2)',
  '=-A1--B1+(C1)',
  '=R1C1+TRUE+FALSE+NULL',
  'A1',
  '',
  '=',
  '="never closed &A1',
  "='never closed!A1",
  '=名簿[never closed A1',
  '=A1)+]}!?\\`~|$;:#',
  '=😀!A1+𠮷野!B2',
];

const word = fc.constantFrom(
  '表',
  '名簿',
  'Sheet1',
  '抽出_服薬（多剤）',
  '1年',
  'Ⅳ',
  'A1',
  'R1C1',
  '_x',
  'あ・い',
  'TRUE',
);
const quotedName = fc
  .string({ unit: fc.constantFrom(...'ab A1\'!()（）[]&,;Ⅳ-年"#'.split('')), minLength: 1, maxLength: 8 })
  .filter((name) => !/[[\]]/.test(name))
  .map((name) => `'${name.replaceAll("'", "''")}'`);
const prefix = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  word.map((name) => `${name}!`),
  quotedName.map((name) => `${name}!`),
  fc.constantFrom('[1]Sheet1!', '南部:北部!', '#REF!'),
);
const sign = fc.constantFrom('', '$');
const letters = fc.constantFrom('A', 'b', 'Z', 'AA', 'ZZ', 'XFD');
const digits = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(1048575, 1048576)).map(String);
const cell = fc.tuple(sign, letters, sign, digits).map((parts) => parts.join(''));
const area = fc.oneof(
  { weight: 3, arbitrary: cell },
  fc.tuple(cell, cell).map((corners) => corners.join(':')),
  fc.tuple(sign, letters, sign, letters).map(([a, from, b, to]) => `${a}${from}:${b}${to}`),
  fc.tuple(sign, digits, sign, digits).map(([a, from, b, to]) => `${a}${from}:${b}${to}`),
);
/** A reference as it may stand in a formula. */
export const reference = fc.tuple(prefix, area).map((parts) => parts.join(''));
const text = fc
  .string({ unit: fc.constantFrom(...'A1!$\'",;{}（）'.split('')), maxLength: 6 })
  .map((content) => `"${content.replaceAll('"', '""')}"`);
const atom = fc.oneof(
  { weight: 4, arbitrary: reference },
  text,
  fc.constantFrom('名前', 'TRUE', '1.5', '2E+3', '#N/A', '#REF!', '表[列]', '表[[#All],[A1]]', '[@B2]', 'A1#', '@B2'),
  fc
    .array(fc.oneof(text, fc.constantFrom('1', '-2', 'TRUE')), { minLength: 1, maxLength: 3 })
    .map((items) => `{${items.join(';')}}`),
);

/** A formula that Excel could hold. */
export const formula = fc
  .letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc
        .tuple(
          fc.constantFrom('SUM', 'LOG10', 'STDEV.S', 'IKKATSU.ORAL', '_xlfn.LET'),
          fc.array(tie('expression'), { maxLength: 3 }),
        )
        .map(([name, parts]) => `${name}(${parts.join(',')})`),
      fc
        .tuple(tie('expression'), fc.constantFrom('+', '&', '<>', ' - ', '/', '^', '='), tie('expression'))
        .map((parts) => parts.join('')),
      tie('expression').map((inner) => `(${inner})%`),
    ),
  }))
  .expression.map((expression) => `=${expression}`);
