import { createSignal } from 'solid-js';
import { t } from '../i18n.ts';

/** Answers whether it went well: browsers let pages do it over TLS or on this machine only. */
export async function copyText(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  await navigator.clipboard.writeText(text);
  return true;
}

/** Copies what `text` gives, which may take a while, and says so for a moment. */
export function CopyButton(props: { text: () => string | Promise<string>; label?: string }) {
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    if (!(await copyText(await props.text()))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" class="button small plain" onClick={copy}>
      {copied() ? t('app.copied') : (props.label ?? t('app.copy'))}
    </button>
  );
}
