import { columnLetters, xmlHead, xmlText } from "./xml.ts";

/** A sheet as it was written: its name and what its filter spans. */
export interface WrittenSheet {
  readonly name: string;
  readonly columns: number;
  /** The head line too. */
  readonly rows: number;
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const absolute = (sheet: WrittenSheet): string =>
  `'${sheet.name.replaceAll("'", "''")}'!$A$1:$${columnLetters(sheet.columns - 1)}$${sheet.rows}`;

/** What a sheet's filter spans. */
export const filterRange = (columns: number, rows: number): string =>
  `A1:${columnLetters(columns - 1)}${rows}`;

const workbook = (sheets: ReadonlyArray<WrittenSheet>): string =>
  [
    xmlHead,
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>`,
    ...sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`),
    "</sheets><definedNames>",
    ...sheets.map(
      (sheet, i) =>
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${xmlText(absolute(sheet))}</definedName>`,
    ),
    "</definedNames></workbook>",
  ].join("");

const workbookRelationships = (sheets: ReadonlyArray<WrittenSheet>): string =>
  [
    xmlHead,
    `<Relationships xmlns="${relationships}">`,
    ...sheets.map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    ),
    `<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/>`,
    "</Relationships>",
  ].join("");

const contentTypes = (sheets: ReadonlyArray<WrittenSheet>): string =>
  [
    xmlHead,
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>`,
    ...sheets.map(
      (_, i) =>
        `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${types}.worksheet+xml"/>`,
    ),
    "</Types>",
  ].join("");

const root = `${xmlHead}<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** Everything but styles and sheets, once these are known: name and text of each part. */
export const closingParts = (
  sheets: ReadonlyArray<WrittenSheet>,
): ReadonlyArray<readonly [string, string]> => [
  ["xl/workbook.xml", workbook(sheets)],
  ["xl/_rels/workbook.xml.rels", workbookRelationships(sheets)],
  ["_rels/.rels", root],
  ["[Content_Types].xml", contentTypes(sheets)],
];
