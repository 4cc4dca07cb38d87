/** JSON that is written as text. What cannot be read yet is kept beside the document, and is a problem. */
import { useEditor } from '../editor-context.ts';
import { createTyped } from './typed-text.ts';

type JsonProps = {
  id: string;
  nodeId: string;
  /** under which its unread text is kept */
  unreadKey: string;
  value: unknown;
  /** only objects are taken */
  record?: boolean;
  invalid: boolean;
  describedBy?: string;
  /** `undefined`: it was emptied */
  onChange(value: unknown): void;
};

export function JsonField(props: JsonProps) {
  const { problems } = useEditor();
  const asText = () =>
    problems.unread(props.nodeId, props.unreadKey) ??
    (props.value === undefined ? '' : JSON.stringify(props.value, null, 2));
  const typed = createTyped(asText, (text) => {
    const read = readJson(text, props.record === true);
    problems.setUnread(props.nodeId, props.unreadKey, read ? undefined : text);
    if (read) props.onChange(read.value);
  });
  return (
    <textarea
      id={props.id}
      class="field grows mono"
      rows="3"
      spellcheck={false}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      value={typed.text()}
      onInput={typed.onInput}
      onBlur={typed.onBlur}
    />
  );
}

function readJson(text: string, record: boolean): { value: unknown } | null {
  if (text.trim() === '') return { value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return record && !isRecord ? null : { value };
  } catch {
    return null;
  }
}
