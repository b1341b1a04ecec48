/** A template that none of our libraries made: its parts are written here by hand, as Excel would write them. */
import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const TYPE = 'application/vnd.openxmlformats-officedocument';

const relations = (...items: [string, string, string][]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.map(([id, type, target]) => `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

const cell = (at: string, style: number, inner = '', more = ''): string =>
  `<c r="${at}" s="${style}"${more}${inner === '' ? '/>' : `>${inner}</c>`}`;
const shared = (at: string, index: number): string => cell(at, 1, `<v>${index}</v>`, ' t="s"');

const FORM = `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${REL}"><sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:F12"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18.75"/><cols><col min="1" max="1" width="20" customWidth="1"/><col min="6" max="6" width="9" style="4" customWidth="1"/></cols><sheetData><row r="1" spans="1:5" ht="30" customHeight="1">${shared('A1', 0)}${cell('B1', 1)}${cell('C1', 1)}</row><row r="3" spans="1:5">${shared('A3', 1)}${cell('B3', 2, '<v>999</v>')}${cell('C3', 3)}<c r="D3" s="2"><f>B3+C3</f><v>999</v></c></row><row r="4" spans="1:5" s="5" customFormat="1">${shared('A4', 2)}${cell('B4', 2, '<v>1</v>')}<c r="D4" s="2"><f t="shared" ref="D4:D5" si="0">B4*2</f><v>2</v></c></row><row r="5" spans="1:5">${cell('B5', 2, '<is><t>古い文字</t></is>', ' t="inlineStr"')}<c r="D5" s="2"><f t="shared" si="0"/><v>0</v></c></row><row r="7" spans="1:5">${cell('A7', 6)}<c r="B7" s="2" cm="1"><f t="array" ref="B7:B8">A7:A8</f><v>0</v></c></row><row r="8" spans="1:5">${cell('B8', 2, '<v>0</v>')}</row><row r="10" spans="1:5">${shared('A10', 3)}${shared('B10', 4)}</row><row r="11" spans="1:5">${cell('A11', 1)}${cell('B11', 1)}</row></sheetData><sheetProtection sheet="1"/><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A7:A8"/></mergeCells><conditionalFormatting sqref="B3:B5"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>100</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="C3"><formula1>"有,無"</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/><drawing r:id="rId1"/><tableParts count="1"><tablePart r:id="rId2"/></tableParts></worksheet>`;

const OTHER = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`;

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0&quot;人&quot;"/></numFmts><fonts count="2"><font><sz val="11"/><name val="ＭＳ 明朝"/></font><font><b/><sz val="14"/><name val="ＭＳ 明朝"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFFCC"/></patternFill></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" borderId="1" applyNumberFormat="1"/><xf fillId="2" borderId="1"/><xf fillId="2"/><xf fontId="1" borderId="1"/><xf borderId="1"/></cellXfs><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>`;

const CHART = `${HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>'実績 様式'!$B$3:$B$5</c:f><c:numCache><c:ptCount val="3"/></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`;
const DRAWING = `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:twoCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="図"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" x="0" y="0"/><a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" cx="0" cy="0"/></xdr:xfrm><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${REL}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;
const TABLE = `${HEAD}<table xmlns="${MAIN}" id="1" name="表1" displayName="表1" ref="A10:B11"><autoFilter ref="A10:B11"/><tableColumns count="2"><tableColumn id="1" name="区分"/><tableColumn id="2" name="値"/></tableColumns></table>`;

const TEXTS = ['実績報告書（様式第５号）', '低栄養', '口腔', '区分', '値'];

/** Part path → content. The calc chain, custom XML and printer settings are there because real templates have them. */
export const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="${TYPE}.spreadsheetml.printerSettings"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/calcChain.xml" ContentType="${TYPE}.spreadsheetml.calcChain+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="${TYPE}.drawing+xml"/><Override PartName="/xl/charts/chart1.xml" ContentType="${TYPE}.drawingml.chart+xml"/><Override PartName="/xl/tables/table1.xml" ContentType="${TYPE}.spreadsheetml.table+xml"/></Types>`,
  '_rels/.rels': relations(['rId1', 'officeDocument', 'xl/workbook.xml'], ['rId2', 'customXml', 'customXml/item1.xml']),
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><bookViews><workbookView/></bookViews><sheets><sheet name="実績 様式" sheetId="1" r:id="rId1"/><sheet name="別紙" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'実績 様式'!$A$1:$F$12</definedName><definedName name="口腔人数">'実績 様式'!$B$4</definedName><definedName name="担当" localSheetId="1">別紙!$C$2</definedName><definedName name="税率">0.1</definedName><definedName name="範囲">'実績 様式'!$B$3:$B$5</definedName><definedName name="題">'実績 様式'!$A$1:$C$1</definedName></definedNames><calcPr calcId="191029"/></workbook>`,
  'xl/_rels/workbook.xml.rels': relations(
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'worksheet', '/xl/worksheets/sheet2.xml'],
    ['rId3', 'styles', 'styles.xml'],
    ['rId4', 'sharedStrings', 'sharedStrings.xml'],
    ['rId5', 'calcChain', 'calcChain.xml'],
  ),
  'xl/worksheets/sheet1.xml': FORM,
  'xl/worksheets/_rels/sheet1.xml.rels': relations(
    ['rId1', 'drawing', '../drawings/drawing1.xml'],
    ['rId2', 'table', '../tables/table1.xml'],
  ),
  'xl/worksheets/sheet2.xml': OTHER,
  'xl/styles.xml': STYLES,
  'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}" count="5" uniqueCount="5">${TEXTS.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  'xl/calcChain.xml': `${HEAD}<calcChain xmlns="${MAIN}"><c r="D3" i="1"/><c r="D4"/><c r="D5"/><c r="B7"/></calcChain>`,
  'xl/drawings/drawing1.xml': DRAWING,
  'xl/drawings/_rels/drawing1.xml.rels': relations(['rId1', 'chart', '../charts/chart1.xml']),
  'xl/charts/chart1.xml': CHART,
  'xl/tables/table1.xml': TABLE,
  'xl/printerSettings/printerSettings1.bin': '\u0001\u0002設定',
  'customXml/item1.xml': '<root xmlns="urn:example"><a>知らない部分</a></root>',
};

export function handBuilt(): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(PARTS).map(([path, content]) => [path, strToU8(content)])));
}
