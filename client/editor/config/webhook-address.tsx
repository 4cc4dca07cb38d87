/** The address that a webhook is called at: it has a secret in it, and is shown once. */
import { createSignal, Show } from 'solid-js';
import { answer, api } from '../../api.ts';
import { createAction } from '../../components/action.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { useEditor } from '../editor-context.ts';
import { w } from '../words.ts';

export function WebhookAddress() {
  const { saving } = useEditor();
  const { busy, problem, act } = createAction();
  const [url, setUrl] = createSignal<string | null>(null);
  const make = (id: string) =>
    act(async () => {
      const made = await answer<{ url: string }>(api.workflows[':id']['webhook-token'].$post({ param: { id } }));
      setUrl(made.url);
    });
  return (
    <div class="form-field">
      <strong>{w('webhook.address')}</strong>
      <Show when={saving.base().id} fallback={<p class="hint">{w('webhook.saveFirst')}</p>}>
        {(id) => (
          <Show
            when={url()}
            fallback={
              <>
                <button type="button" class="button small" disabled={busy()} onClick={() => make(id())}>
                  {w('webhook.make')}
                </button>
                <p class="hint">{w('webhook.make.hint')}</p>
              </>
            }
          >
            {(made) => (
              <>
                <p class="webhook-url">
                  <code class="mono">{made()}</code>
                  <CopyButton text={made} />
                </p>
                <p class="hint">{w('webhook.once')}</p>
              </>
            )}
          </Show>
        )}
      </Show>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
    </div>
  );
}
