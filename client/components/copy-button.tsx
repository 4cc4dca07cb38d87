import { createSignal } from 'solid-js';
import { t } from '../i18n.ts';

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard?.writeText(text);
}

/** Copies what `text` gives, which may take a while, and says so for a moment. */
export function CopyButton(props: { text: () => string | Promise<string> }) {
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    await copyText(await props.text());
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" class="button small plain" onClick={copy}>
      {copied() ? t('app.copied') : t('app.copy')}
    </button>
  );
}
