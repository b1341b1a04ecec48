/**
 * Rules that Office applies to an add-in only manifest and tells nobody about until it is loaded: what each finding says
 * is what the page "Office Add-ins manifest" of learn.microsoft.com and its element pages require.
 */
import fs from 'node:fs';
import path from 'node:path';

const BT = 'http://schemas.microsoft.com/office/officeappbasictypes/1.0';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Children of an element in the only order that the schema allows; `?` marks those that may be left out. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  OfficeApp: [
    'Id',
    'Version',
    'ProviderName',
    'DefaultLocale',
    'DisplayName',
    'Description',
    'IconUrl',
    'HighResolutionIconUrl',
    'SupportUrl?',
    'AppDomains?',
    'Hosts',
    'Requirements?',
    'DefaultSettings',
    'Permissions',
    'VersionOverrides',
  ],
  VersionOverrides: ['Description?', 'Requirements?', 'Hosts', 'Resources'],
  'VersionOverrides Host': ['Runtimes', 'AllFormFactors', 'DesktopFormFactor'],
  DesktopFormFactor: ['GetStarted?', 'FunctionFile', 'ExtensionPoint'],
  CustomFunctions: ['Script', 'Page', 'Metadata', 'Namespace'],
  Group: ['Label', 'Icon', 'Control'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
  Supertip: ['Title', 'Description'],
  Resources: ['Images', 'Urls', 'ShortStrings', 'LongStrings'],
};

const LONGEST = { resid: 32, ShortStrings: 125, LongStrings: 250, DisplayName: 125, Description: 250 } as const;
/** Sizes in pixels that every button and group needs. */
const BUTTON_SIZES = ['16', '32', '80'];
const HEADER_SIZES = { IconUrl: 32, HighResolutionIconUrl: 64 } as const;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Width and height in the header of a PNG file. */
export function pngSize(file: string): readonly [number, number] {
  const bytes = fs.readFileSync(file);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') return [0, 0];
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const all = (root: Element | Document, name: string): Element[] => [...root.getElementsByTagNameNS('*', name)];
const kindOf = (element: Element): string => element.getAttributeNS(XSI, 'type') ?? '';
const plain = (name: string): string => name.replace(/\?$/, '');

function ruleFor(element: Element): readonly string[] | undefined {
  const name = element.localName;
  if (name === 'Host' && element.closest('VersionOverrides')) return ORDER['VersionOverrides Host'];
  if (name === 'ExtensionPoint') return ORDER[kindOf(element)];
  return ORDER[name];
}

function orderFindings(root: Element): string[] {
  return [root, ...all(root, '*')].flatMap((element) => {
    const rule = ruleFor(element);
    if (!rule) return [];
    const names = [...element.children].map((child) => child.localName);
    const places = names.map((name) => rule.findIndex((one) => plain(one) === name));
    const findings: string[] = [];
    places.forEach((place, index) => {
      if (place < 0) findings.push(`${element.localName} must not hold ${names[index]}`);
      else if (index > 0 && place < places[index - 1]!)
        findings.push(`${names[index]} stands too late in ${element.localName}`);
    });
    const needed = rule.filter((one) => !one.endsWith('?') && !names.includes(one));
    return [...findings, ...needed.map((one) => `${element.localName} needs ${one}`)];
  });
}

/** Every resource, by its id. */
function resourcesOf(root: Element): Map<string, Element> {
  const held = all(root, 'Resources').flatMap((resources) =>
    [...resources.children].flatMap((group) => [...group.children]),
  );
  return new Map(held.map((resource) => [resource.getAttribute('id') ?? '', resource]));
}

function resourceFindings(root: Element): string[] {
  const resources = resourcesOf(root);
  const findings: string[] = [];
  const used = all(root, '*').flatMap((element) => {
    const id = element.getAttribute('resid');
    return id === null ? [] : [id];
  });
  for (const id of used) {
    if (!resources.has(id)) findings.push(`resid ${id} is not defined`);
    if (id.length > LONGEST.resid) findings.push(`resid ${id} is longer than ${LONGEST.resid}`);
  }
  for (const id of resources.keys()) if (!used.includes(id)) findings.push(`resource ${id} is used nowhere`);
  const count = all(root, 'Resources').flatMap((holder) =>
    [...holder.children].flatMap((group) => [...group.children]),
  );
  if (count.length !== resources.size) findings.push('a resource is defined twice');
  for (const resource of resources.values()) {
    if (resource.namespaceURI !== BT) findings.push(`resource ${resource.getAttribute('id')} is in a wrong namespace`);
  }
  return findings;
}

/** Texts that people read: their lengths, and that each is there in English. */
function textFindings(root: Element): string[] {
  const texts = [
    ...['DisplayName', 'Description'].flatMap((name) =>
      [...root.children]
        .filter((child) => child.localName === name)
        .map((element) => ({ element, what: name, longest: LONGEST[name as 'DisplayName' | 'Description'] })),
    ),
    ...(['ShortStrings', 'LongStrings'] as const).flatMap((group) =>
      all(root, group).flatMap((holder) =>
        [...holder.children].map((element) => ({
          element,
          what: element.getAttribute('id') ?? '',
          longest: LONGEST[group],
        })),
      ),
    ),
  ];
  return texts.flatMap(({ element, what, longest }) => {
    const english = all(element, 'Override').find((one) => one.getAttribute('Locale') === 'en-US');
    const values = [element.getAttribute('DefaultValue'), english?.getAttribute('Value')];
    return [
      ...(english ? [] : [`${what} has no en-US override`]),
      ...values.flatMap((value) => (value && value.length > longest ? [`${what} is longer than ${longest}`] : [])),
      ...(values[0] ? [] : [`${what} is empty`]),
    ];
  });
}

/** Addresses: https, one origin; icons: there, and as large as they say. */
function addressFindings(root: Element, assets: string): string[] {
  const findings: string[] = [];
  const addresses = all(root, '*').flatMap((element) => [
    element.getAttribute('DefaultValue') ?? '',
    element.localName === 'AppDomain' ? (element.textContent ?? '') : '',
  ]);
  const urls = addresses.filter((value) => /^[a-z]+:\/\//i.test(value)).map((value) => new URL(value));
  for (const url of urls) if (url.protocol !== 'https:') findings.push(`${url.href} is not https`);
  if (new Set(urls.map((url) => url.origin)).size > 1) findings.push('addresses lie on several origins');

  const resources = resourcesOf(root);
  const expected = [
    ...Object.entries(HEADER_SIZES).flatMap(([name, size]) =>
      all(root, name).map((element) => ({ address: element.getAttribute('DefaultValue') ?? '', size })),
    ),
    ...all(root, 'Icon').flatMap((icon) =>
      all(icon, 'Image').map((image) => ({
        address: resources.get(image.getAttribute('resid') ?? '')?.getAttribute('DefaultValue') ?? '',
        size: Number(image.getAttribute('size')),
      })),
    ),
  ];
  for (const { address, size } of expected) {
    const file = path.join(assets, path.basename(address));
    if (!fs.existsSync(file)) findings.push(`icon ${address} does not exist`);
    else if (pngSize(file).some((side) => side !== size)) findings.push(`icon ${address} is not ${size} × ${size}`);
  }
  for (const icon of all(root, 'Icon')) {
    const sizes = all(icon, 'Image').map((image) => image.getAttribute('size'));
    for (const size of BUTTON_SIZES) if (!sizes.includes(size)) findings.push(`an icon lacks the size ${size}`);
  }
  return findings;
}

/** One runtime: pane, commands and custom functions must all name the page that lives long. */
function runtimeFindings(root: Element): string[] {
  const [runtime] = all(root, 'Runtime');
  const page = runtime?.getAttribute('resid');
  const sharing = [
    ...all(root, 'FunctionFile'),
    ...all(root, 'Page').flatMap((holder) => [...holder.children]),
    ...all(root, 'Action').flatMap((action) => all(action, 'SourceLocation')),
  ];
  const ids = all(root, '*').flatMap((element) =>
    ['Group', 'Control'].includes(element.localName) ? [element.id] : [],
  );
  return [
    ...(runtime?.getAttribute('lifetime') === 'long' ? [] : ['the runtime does not live long']),
    ...sharing
      .filter((element) => element.getAttribute('resid') !== page)
      .map((element) => `${element.localName} ${element.getAttribute('resid')} is not the page of the shared runtime`),
    ...(new Set(ids).size === ids.length ? [] : ['two controls have the same id']),
  ];
}

/** All findings of a manifest; none means that it keeps the rules. `assets` is the folder of the icons. */
export function lintManifest(xml: string, assets: string): string[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const root = document.documentElement;
  if (root.localName !== 'OfficeApp' || all(document, 'parsererror').length > 0)
    return ['the manifest is not well-formed'];
  const id = all(root, 'Id')[0]?.textContent ?? '';
  return [
    ...(GUID.test(id) ? [] : [`${id} is no GUID`]),
    ...(kindOf(root) === 'TaskPaneApp' ? [] : ['the add-in is no TaskPaneApp']),
    ...orderFindings(root),
    ...resourceFindings(root),
    ...textFindings(root),
    ...addressFindings(root, assets),
    ...runtimeFindings(root),
  ];
}

/** Names of the functions that ribbon buttons run. */
export function commandNames(xml: string): string[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  return all(document, 'FunctionName').map((element) => element.textContent ?? '');
}
