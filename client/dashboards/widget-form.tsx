/** What a widget shows and how, with what that looks like now. */
import { createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { ApiError } from '../api.ts';
import { finished } from '../databases/filter-editor.tsx';
import { t } from '../i18n.ts';
import { previewOf, type Range, type Source, type Table, type Widget, type WidgetType } from './dashboards-api.ts';
import { sourceForms, startSource } from './source-forms.tsx';
import { WidgetBody } from './widget-card.tsx';

export const widgetTypes = [
  'stat',
  'bar',
  'line',
  'area',
  'pie',
  'gauge',
  'table',
  'text',
] as const satisfies readonly WidgetType[];
const kinds = Object.keys(sourceForms) as Source['kind'][];
type Options = Widget['options'];

export function WidgetForm(props: {
  widget: Widget;
  range: Range;
  isNew: boolean;
  onDone(widget: Widget): void;
  onRemove(): void;
  onDuplicate(): void;
  onClose(): void;
}) {
  const [draft, setDraft] = createSignal<Widget>(structuredClone(props.widget));
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  const set = (part: Partial<Widget>) => setDraft((before) => ({ ...before, ...part }));
  const option = (part: Partial<Options>) => set({ options: { ...draft().options, ...part } });
  const setType = (type: WidgetType) =>
    set({ type, source: type === 'text' ? null : (draft().source ?? startSource('executions')) });

  function done(event: SubmitEvent): void {
    event.preventDefault();
    const { source } = draft();
    props.onDone({ ...draft(), source: source && asFinished(source) });
  }

  return (
    <dialog class="dialog widget-dialog" ref={dialog} aria-label={t('widget.edit')} onClose={() => props.onClose()}>
      <form method="post" class="widget-form" onSubmit={done}>
        <div class="widget-fields">
          <label class="label">
            {t('widget.title')}
            <input
              class="field"
              maxLength={200}
              value={draft().title}
              onInput={(event) => set({ title: event.currentTarget.value })}
            />
          </label>
          <label class="label">
            {t('widget.type')}
            <select
              class="field"
              value={draft().type}
              onChange={(event) => setType(event.currentTarget.value as WidgetType)}
            >
              <For each={widgetTypes}>{(type) => <option value={type}>{t(`widget.type.${type}`)}</option>}</For>
            </select>
          </label>
          <Show
            when={draft().source}
            fallback={
              <label class="label">
                {t('widget.text')}
                <textarea
                  class="field"
                  maxLength={10_000}
                  value={draft().options.text ?? ''}
                  onInput={(event) => option({ text: event.currentTarget.value })}
                />
              </label>
            }
          >
            {(source) => (
              <>
                <label class="label">
                  {t('widget.source')}
                  <select
                    class="field"
                    value={source().kind}
                    onChange={(event) => set({ source: startSource(event.currentTarget.value as Source['kind']) })}
                  >
                    <For each={kinds}>{(kind) => <option value={kind}>{t(`source.${kind}`)}</option>}</For>
                  </select>
                </label>
                <Dynamic
                  component={sourceForms[source().kind] as typeof sourceForms.executions}
                  source={source() as never}
                  type={draft().type}
                  onSource={(next: Source) => set({ source: next })}
                />
              </>
            )}
          </Show>
          <OptionFields type={draft().type} options={draft().options} onOption={option} />
        </div>
        <Preview widget={draft()} range={props.range} />
        <footer class="widget-actions">
          <Show when={!props.isNew}>
            <button type="button" class="button danger" onClick={() => props.onRemove()}>
              {t('widget.remove')}
            </button>
            <button type="button" class="button" onClick={() => props.onDuplicate()}>
              {t('widget.duplicate')}
            </button>
          </Show>
          <button type="button" class="button" onClick={() => dialog?.close()}>
            {t('widget.cancel')}
          </button>
          <button type="submit" class="button main">
            {props.isNew ? t('widget.add') : t('widget.done')}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

const numbersOf: Partial<
  Record<WidgetType, readonly (keyof Options & ('decimals' | 'min' | 'max' | 'warnAt' | 'badAt'))[]>
> = {
  stat: ['decimals', 'warnAt', 'badAt'],
  gauge: ['min', 'max', 'warnAt', 'badAt'],
  bar: ['min', 'max'],
  line: ['min', 'max'],
  area: ['min', 'max'],
};
const switchesOf: Partial<Record<WidgetType, readonly ('stacked' | 'horizontal')[]>> = {
  bar: ['stacked', 'horizontal'],
  area: ['stacked'],
};

function OptionFields(props: { type: WidgetType; options: Options; onOption(part: Partial<Options>): void }) {
  const numbers = () => numbersOf[props.type] ?? [];
  const number = (text: string) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text));
  return (
    <>
      <div class="widget-numbers">
        <Show when={props.type !== 'text'}>
          <label class="label">
            {t('option.unit')}
            <input
              class="field"
              maxLength={40}
              value={props.options.unit ?? ''}
              onInput={(event) => props.onOption({ unit: event.currentTarget.value || undefined })}
            />
          </label>
        </Show>
        <For each={numbers()}>
          {(name) => (
            <label class="label">
              {t(`option.${name}`)}
              <input
                class="field num"
                type="number"
                step={name === 'decimals' ? 1 : 'any'}
                min={name === 'decimals' ? 0 : undefined}
                max={name === 'decimals' ? 10 : undefined}
                value={props.options[name] ?? ''}
                onInput={(event) => props.onOption({ [name]: number(event.currentTarget.value) })}
              />
            </label>
          )}
        </For>
      </div>
      <For each={switchesOf[props.type] ?? []}>
        {(name) => (
          <label class="choice">
            <input
              type="checkbox"
              checked={props.options[name] === true}
              onChange={(event) => props.onOption({ [name]: event.currentTarget.checked || undefined })}
            />
            {t(`option.${name}`)}
          </label>
        )}
      </For>
    </>
  );
}

/** What is chosen, shown as it would be. */
function Preview(props: { widget: Widget; range: Range }) {
  const [table, setTable] = createSignal<Table>();
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  const asked = createMemo(() => JSON.stringify([props.widget.source, props.range]));
  let latest = 0;
  createEffect(
    on(asked, () => {
      const { source } = props.widget;
      latest += 1;
      const mine = latest;
      if (!source || !isWhole(source)) {
        setTable(undefined);
        setProblem(null);
        return;
      }
      previewOf(asFinished(source), props.range).then(
        (value) => {
          if (mine !== latest) return;
          setTable(value);
          setProblem(null);
        },
        (error: unknown) => {
          if (mine === latest)
            setProblem(error instanceof ApiError ? error : new ApiError('internal', 0, String(error)));
        },
      );
    }),
  );
  return (
    <section class="widget-preview card" data-type={props.widget.type} aria-label={t('widget.preview')}>
      <Show when={props.widget.type !== 'text'} fallback={<p class="widget-text">{props.widget.options.text}</p>}>
        <WidgetBody widget={props.widget} data={{ table, problem }} />
      </Show>
    </section>
  );
}

/** Without conditions that nobody has finished. */
function asFinished(source: Source): Source {
  return source.kind === 'database' ? { ...source, filter: finished(source.filter) ?? null } : source;
}

/** Whether a source says where it asks. */
function isWhole(source: Source): boolean {
  if (source.kind === 'node') return source.workflowId !== '' && source.nodeId !== '';
  return source.kind !== 'database' || source.databaseId !== '';
}
