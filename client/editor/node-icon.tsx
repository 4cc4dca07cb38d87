/** The sign of a node type: one of its own, or that of its kind. */

/** Lines on a square of 16. */
const signs: Readonly<Record<string, string>> = {
  trigger: 'M5 3.2v9.6L12.6 8z',
  webhook: 'M8 2v6.5M5.2 6 8 8.8 10.8 6M2.8 10v2.4a1 1 0 0 0 1 1h8.4a1 1 0 0 0 1-1V10',
  manualInput: 'M2 4.5h12v7H2zM5 6.5v3M4.2 6.5h1.6M4.2 9.5h1.6',
  http: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c2.2 1.8 2.2 10.2 0 12M8 2c-2.2 1.8-2.2 10.2 0 12',
  llm: 'M7 2.5 8.5 6.5 12.5 8 8.5 9.5 7 13.5 5.5 9.5 1.5 8 5.5 6.5zM12.6 2v3M11.1 3.5h3',
  condition: 'M8 1.8 14.2 8 8 14.2 1.8 8zM8 5.6v2.6M8 10.4v.1',
  join: 'M2 3.5h2.5L8 8l-3.5 4.5H2M8 8h6M11.5 5.5 14 8l-2.5 2.5',
  addField: 'M2 4h12M2 8h6M2 12h6M12 8v6M9 11h6',
  splitColumns: 'M2.5 2.5h11v11h-11zM8 2.5v11M5.2 6.5v3M10.8 6.5v3',
  code: 'M5.5 4 1.8 8l3.7 4M10.5 4l3.7 4-3.7 4M9.2 3 6.8 13',
  delay: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.3 1.6',
  humanApproval:
    'M6 2.4a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM1.8 13.4c0-2.6 1.8-4.2 4.2-4.2 1.1 0 2 .3 2.8.9M9.6 11.6l1.8 1.8 3-3.4',
  executeWorkflow: 'M2 2.5h7v5H2zM7 8.5h7v5H7zM4.5 7.5V11H7',
  webhookResponse: 'M6.2 3.5 2 7.7l4.2 4.2M2 7.7h7.5a4.5 4.5 0 0 1 4.5 4.5v.6',
  fetchData:
    'M2.5 4c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 4v8c0 1.1 2.5 2 5.5 2M13.5 4v4M2.5 8c0 1.1 2.5 2 5.5 2M12 9.5V14M10 12l2 2 2-2',
  saveRecords:
    'M2.5 4c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 4v8c0 1.1 2.5 2 5.5 2M13.5 4v4M2.5 8c0 1.1 2.5 2 5.5 2M12 14V9.5M10 11.5l2-2 2 2',
  importRecords: 'M3 1.8h6.5L13 5.3v8.9H3zM9.2 2v3.6H13M8 7.2v4.6M5.9 9.8 8 11.9l2.1-2.1',
  output: 'M3.5 14V2.5M3.5 3h8.8l-2 2.8 2 2.8H3.5',
  comment: 'M2.5 3h11v7.5h-6L4.5 13v-2.5h-2z',
};
const kinds: Readonly<Record<string, string>> = {
  trigger: signs.trigger!,
  data: 'M3 4h10M3 8h10M3 12h10',
  logic: signs.condition!,
  action: 'M8.8 1.8 3.5 9h4l-.8 5.2L12.5 7h-4z',
  flow: 'M2 8h12M10.5 4.5 14 8l-3.5 3.5',
  note: signs.comment!,
};
const UNKNOWN = 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.6M8 12.2v.1';

export function NodeIcon(props: { type: string; category: string | undefined }) {
  return (
    <svg
      class="node-icon"
      data-kind={props.category ?? 'unknown'}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <path d={signs[props.type] ?? kinds[props.category ?? ''] ?? UNKNOWN} />
    </svg>
  );
}
