/** The ways to import: a button, and files that are dropped anywhere on the page. The dialog is loaded when it is needed. */
import { useNavigate } from '@solidjs/router';
import { type Accessor, createSignal, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import '../styles/import.css';

const ImportDialog = lazy(() => import('./import-dialog.tsx'));

export type Import = { readonly files: Accessor<readonly File[]>; take(files: Iterable<File>): void };

export function createImport(): Import {
  const [files, setFiles] = createSignal<readonly File[]>([]);
  return { files, take: (given) => may('write') && setFiles([...given]) };
}

export function ImportButton(props: { into: Import }) {
  return (
    <Show when={may('write')}>
      <label class="button">
        {t('workflows.import')}
        <input
          class="sr"
          type="file"
          multiple
          accept="application/json,.json"
          onChange={(event) => {
            props.into.take(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
      </label>
    </Show>
  );
}

/** Takes what is dropped anywhere, and asks about it. */
export function ImportPlace(props: { into: Import; onImported(): unknown }) {
  const navigate = useNavigate();
  const [over, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent) => may('write') && (event.dataTransfer?.types.includes('Files') ?? false);
  const handlers: Record<string, (event: DragEvent) => void> = {
    dragover(event) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    dragleave: (event) => event.relatedTarget === null && setOver(false),
    drop(event) {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      props.into.take(event.dataTransfer?.files ?? []);
    },
  };
  onMount(() => {
    for (const [name, handle] of Object.entries(handlers)) document.addEventListener(name, handle as EventListener);
  });
  onCleanup(() => {
    for (const [name, handle] of Object.entries(handlers)) document.removeEventListener(name, handle as EventListener);
  });
  return (
    <>
      <Show when={over()}>
        <div class="drop-place">
          <p>{t('import.drop')}</p>
        </div>
      </Show>
      <Show when={props.into.files().length > 0}>
        <Suspense>
          <ImportDialog
            files={props.into.files()}
            onClose={() => props.into.take([])}
            onDone={(ids) => {
              props.into.take([]);
              void props.onImported();
              if (ids.length === 1) navigate(`/workflows/${ids[0]}`);
            }}
          />
        </Suspense>
      </Show>
    </>
  );
}
