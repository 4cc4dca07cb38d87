import { Show } from 'solid-js';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import type { DraftState } from './dashboard-draft.ts';
import { type Dashboard, type Range, removeDashboard } from './dashboards-api.ts';
import { RangePicker } from './range-picker.tsx';
import { ShareButton } from './share-button.tsx';

/** What can be done with a dashboard that is looked at. */
export function DashboardTools(props: {
  dashboard: Dashboard;
  range: Range;
  onRange(range: Range): void;
  onEdit(): void;
  onChanged(): Promise<void>;
  onRemoved(): void;
  onFull(): void;
}) {
  const isBuiltin = () => props.dashboard.id === 'executions';
  return (
    <div class="page-tools dashboard-tools">
      <RangePicker range={props.range} onRange={props.onRange} />
      <button type="button" class="button" onClick={() => props.onFull()}>
        {t('dashboard.full')}
      </button>
      <Show when={may('write')}>
        <ShareButton dashboard={props.dashboard} onChanged={props.onChanged} />
        <button type="button" class="button" onClick={() => props.onEdit()}>
          {t('dashboard.edit')}
        </button>
        <Show when={!isBuiltin() || props.dashboard.revision > 0}>
          <ConfirmButton
            label={isBuiltin() ? t('dashboard.reset') : t('dashboard.remove')}
            question={
              isBuiltin() ? t('dashboard.reset.ask') : t('dashboard.remove.ask', { name: props.dashboard.name })
            }
            onConfirm={async () => {
              await removeDashboard(props.dashboard.id);
              if (isBuiltin()) await props.onChanged();
              else props.onRemoved();
            }}
          />
        </Show>
      </Show>
    </div>
  );
}

/** What can be done with one that is edited. */
export function EditTools(props: {
  draft: DraftState;
  name: string;
  range: Range;
  onAdd(): void;
  onReload(): Promise<void>;
}) {
  const reload = async () => {
    props.draft.drop();
    await props.onReload();
  };
  let leaving: HTMLDialogElement | undefined;
  return (
    <>
      <h1 class="sr">{props.name}</h1>
      <input
        class="field dashboard-name"
        aria-label={t('dashboard.name')}
        maxLength={200}
        value={props.name}
        onInput={(event) => props.draft.rename(event.currentTarget.value)}
      />
      <div class="page-tools dashboard-tools">
        <RangePicker range={props.range} onRange={props.draft.setRange} />
        <button type="button" class="button" onClick={() => props.onAdd()}>
          {t('widget.add')}
        </button>
        <button type="button" class="button" disabled={props.draft.busy()} onClick={() => props.draft.drop()}>
          {t('dashboard.discard')}
        </button>
        <button type="button" class="button main" disabled={props.draft.busy()} onClick={() => props.draft.save()}>
          {t('dashboard.save')}
        </button>
      </div>
      <Show when={props.draft.problem()}>
        <p class="notice problem" role="alert">
          {props.draft.problem()}
        </p>
      </Show>
      <Show when={props.draft.conflict()}>
        <div class="notice" role="alert">
          <p>{t('dashboard.conflict')}</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={reload}>
              {t('dashboard.theirs')}
            </button>
            <button type="button" class="button danger" onClick={() => props.draft.save(true)}>
              {t('dashboard.mine')}
            </button>
          </div>
        </div>
      </Show>
      <dialog class="dialog" id="leave" ref={leaving} aria-label={t('dashboard.leave')}>
        <div class="dialog-body">
          <p>{t('dashboard.leave')}</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => leaving?.close()}>
              {t('dashboard.stay')}
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => {
                leaving?.close();
                leaving?.dispatchEvent(new Event('leave'));
              }}
            >
              {t('dashboard.discard')}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}
