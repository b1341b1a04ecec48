/**
 * The settings of add-ins in an xlsx file: the parts in which Excel keeps `workbook.settings`, one for each add-in. Sources:
 * [MS-OWEXML] 2.2.1 (task panes) and 2.2.7 (web extension). Not in document properties: Excel cuts those at 255 characters
 * (office-js 4530), and an add-in that reads a longer one makes it crash (office-js 4378, 4002).
 */
import { strFromU8, strToU8 } from 'fflate';
import type { Book, WebExtension } from '../book/book';
import { all, down, el, parse, type Node } from './charts/xml';
import { addRelation, addTypes, HEAD, relationsOf } from './parts';

type Files = Record<string, Uint8Array>;

/** The id of the add-in's manifest. */
export const ADDIN_ID = '9a883832-738e-4b3c-b750-47186c96b274';
const ADDIN_VERSION = '0.1.0.0';

/** The name under which properties of sheets are kept among the settings. */
export const SHEET_PROPERTIES = 'workbench.sheetProperties';

const EXTENSION = 'http://schemas.microsoft.com/office/webextensions/webextension/2010/11';
const PANES = 'http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PANES_RELATION = 'http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes';
const EXTENSION_RELATION = 'http://schemas.microsoft.com/office/2011/relationships/webextension';
const PANES_TYPE = 'application/vnd.ms-office.webextensiontaskpanes+xml';
const EXTENSION_TYPE = 'application/vnd.ms-office.webextension+xml';
const FOLDER = 'xl/webextensions';
const PANES_PART = `${FOLDER}/taskpanes.xml`;

/** How Excel keeps a closed pane of ours. */
const CLOSED_PANE = { dockstate: 'right', visibility: '0', width: '350' };

// ---- reading ----

/** What a property holds: Office.js writes JSON; anything else is taken as a text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const isOurs = (extension: Node): boolean =>
  [down(extension, 'reference'), ...all(down(extension, 'alternateReferences'), 'reference')].some(
    (reference) => reference?.attributes.id?.replace(/[{}]/g, '').toLowerCase() === ADDIN_ID,
  );

/** A part of an add-in as it stands in a file; null for what cannot be read, which is no reason to refuse a workbook. */
interface Part extends WebExtension {
  readonly isOurs: boolean;
  readonly properties: readonly Node[];
}

function partsOf(files: Files): Part[] {
  const panes = files[PANES_PART];
  const paneOf = new Map<string, Readonly<Record<string, string>>>();
  if (panes !== undefined) {
    const targets = relationsOf(files, PANES_PART);
    for (const pane of all(parse(strFromU8(panes)), 'taskpane')) {
      const part = targets.get(down(pane, 'webextensionref')?.attributes.id ?? '');
      if (part !== undefined) paneOf.set(part, pane.attributes);
    }
  }
  const parts = Object.keys(files).filter((name) => /^xl\/webextensions\/webextension\d*\.xml$/i.test(name));
  return [...paneOf.keys(), ...parts.filter((name) => !paneOf.has(name))].flatMap((name) => {
    const bytes = files[name];
    if (bytes === undefined) return [];
    const xml = strFromU8(bytes);
    try {
      const extension = parse(xml);
      const properties = all(down(extension, 'properties'), 'property');
      return [{ xml, pane: paneOf.get(name) ?? null, isOurs: isOurs(extension), properties }];
    } catch {
      return [];
    }
  });
}

function settingsIn(parts: readonly Part[]): Map<string, unknown> {
  const ours = new Map<string, unknown>();
  for (const part of parts) {
    if (!part.isOurs) continue;
    for (const { attributes } of part.properties)
      if (attributes.name !== undefined) ours.set(attributes.name, valueOf(attributes.value ?? ''));
  }
  return ours;
}

/** What this add-in keeps in a workbook, by the parts of its file; nothing where they cannot be read. */
export function settingsOf(files: Files): ReadonlyMap<string, unknown> {
  try {
    return settingsIn(partsOf(files));
  } catch {
    return new Map();
  }
}

/**
 * Takes the settings of this add-in into the workbook, where it has none of the name, and keeps the parts of other add-ins
 * as they are. A part that cannot be read is no reason to refuse a workbook: it is left out.
 */
export function readWebExtensions(book: Book, files: Files): ReadonlyMap<string, unknown> {
  const parts = partsOf(files);
  for (const { xml, pane, isOurs: isOwn } of parts) {
    const kept: WebExtension = { xml, pane };
    if (isOwn) book.webExtensions.own ??= kept;
    else if (!book.webExtensions.others.some((other) => other.xml === xml)) book.webExtensions.others.push(kept);
  }
  return settingsIn(parts);
}

// ---- writing ----

const propertiesXml = (settings: ReadonlyMap<string, unknown>): string =>
  el(
    'we:properties',
    {},
    ...[...settings]
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => el('we:property', { name, value: JSON.stringify(value) })),
  );

/** Our part: as Excel had it, with the properties of now; or a new one. */
function ownXml(known: WebExtension | undefined, settings: ReadonlyMap<string, unknown>): string {
  const properties = propertiesXml(settings);
  if (known !== undefined && /<we:properties\b/.test(known.xml))
    return known.xml.replace(/<we:properties\b[^>]*?(?:\/>|>[^]*?<\/we:properties>)/, () => properties);
  const reference = (store: string, storeType: string): string =>
    el('we:reference', { id: ADDIN_ID, version: ADDIN_VERSION, store, storeType });
  return (
    HEAD +
    el(
      'we:webextension',
      { 'xmlns:we': EXTENSION, id: `{${ADDIN_ID.toUpperCase()}}` },
      reference('developer', 'Registry'),
      el('we:alternateReferences', {}, reference('EXCatalog', 'EXCatalog')),
      properties,
      el('we:bindings'),
      el('we:snapshot', { 'xmlns:r': RELATIONS }),
    )
  );
}

/** Writes the settings of this add-in and the parts of others; nothing where there are neither. */
export function writeWebExtensions(book: Book, settings: ReadonlyMap<string, unknown>, files: Files): void {
  const { own, others } = book.webExtensions;
  const all: WebExtension[] = [...others];
  if (settings.size > 0) all.push({ xml: ownXml(own, settings), pane: own?.pane ?? CLOSED_PANE });
  if (all.length === 0) return;
  const types: Record<string, string> = { [PANES_PART]: PANES_TYPE };
  const panes: string[] = [];
  all.forEach(({ xml, pane }, index) => {
    const name = `webextension${index + 1}.xml`;
    files[`${FOLDER}/${name}`] = strToU8(xml);
    types[`${FOLDER}/${name}`] = EXTENSION_TYPE;
    addRelation(files, `${FOLDER}/_rels/taskpanes.xml.rels`, EXTENSION_RELATION, name);
    panes.push(
      el(
        'wetp:taskpane',
        { ...(pane ?? CLOSED_PANE), row: String(index + 1) },
        el('wetp:webextensionref', { 'xmlns:r': RELATIONS, 'r:id': `rId${index + 1}` }),
      ),
    );
  });
  files[PANES_PART] = strToU8(HEAD + el('wetp:taskpanes', { 'xmlns:wetp': PANES }, ...panes));
  addRelation(files, '_rels/.rels', PANES_RELATION, PANES_PART);
  addTypes(files, types);
}
