/** What the benchmark says of databases. */
import type { Databases } from './databases.ts';
import type { Table } from './report.ts';
import { layouts, type Storage } from './storage.ts';

export function databasesTables(result: Databases): Table[] {
  const { records, memoryMb } = result;
  const count = records.toLocaleString('en');
  return [
    {
      title: `A database of ${count} records: questions, in ms with HTTP`,
      head: ['question', 'median', 'the first time'],
      rows: result.questions.map(({ question, medianMs, firstMs }) => [
        question,
        medianMs.toFixed(1),
        firstMs.toFixed(1),
      ]),
    },
    {
      title: `A database of ${count} records: in and out`,
      head: ['what', 'measured'],
      rows: [
        ['import of a CSV file, upload to end', `${result.importSeconds} s, ${result.importPerSecond} rows/s`],
        ['requests of 10,000 rows', `${result.bulkPerSecond} rows/s`],
        ['slowest /health while it imports', `${result.healthMaxMs} ms`],
        ['export as CSV', `${result.exportSeconds} s, ${result.exportMb} MB`],
        ['file', `${result.fileMb} MB`],
        [
          'memory before, importing, exporting',
          [memoryMb.before, memoryMb.importing, memoryMb.exporting].map((mb) => `${Math.round(mb)} MB`).join(', '),
        ],
      ],
    },
  ];
}

export function storageTable({ records, measures }: Storage): Table {
  return {
    title: `Ways to keep ${records.toLocaleString('en')} records`,
    head: ['what', ...layouts],
    rows: measures.map(({ what, unit, of }) => [
      `${what}, ${unit}`,
      ...layouts.map((layout) => of[layout].toLocaleString('en', { maximumFractionDigits: 2 })),
    ]),
  };
}
