/** What can be chosen of each kind of source. */
import { createResource, For, Show } from 'solid-js';
import { executionStatuses } from '../../db/execution-state.ts';
import { getWorkflow, listWorkflows } from '../api.ts';
import { settled } from '../components/settled.ts';
import { t } from '../i18n.ts';
import type { ExecutionsSource, NodeSource, Source, WidgetType } from './dashboards-api.ts';
import { DatabaseForm } from './database-form.tsx';

const measures = ['count', 'failures', 'failureRate', 'avgDuration', 'maxDuration'] as const;
const dimensions = ['time', 'workflow', 'status', 'trigger'] as const;

/** A source of a kind, as it begins. */
export function startSource(kind: Source['kind']): Source {
  switch (kind) {
    case 'executions':
      return {
        kind,
        measure: 'count',
        groupBy: null,
        splitBy: null,
        workflowIds: [],
        statuses: [],
        triggers: [],
        limit: 100,
      };
    case 'node':
      return { kind, workflowId: '', nodeId: '', path: '', limit: 100 };
    case 'database':
      return {
        kind,
        ...{ databaseId: '', measure: { op: 'count' }, groupBy: null, splitBy: null, columns: [] },
        ...{ filter: null, search: '', timeColumn: null, sort: null, limit: 100 },
      };
    default:
      return kind satisfies never;
  }
}

type Props<S> = { source: S; type: WidgetType; onSource(source: S): void };

function ExecutionsForm(props: Props<ExecutionsSource>) {
  const [workflows] = createResource(() => listWorkflows());
  const set = (part: Partial<ExecutionsSource>) => props.onSource({ ...props.source, ...part });
  const isSingle = () => props.type === 'stat' || props.type === 'gauge';
  return (
    <>
      <label class="label">
        {t('source.measure')}
        <select
          class="field"
          value={props.source.measure}
          onChange={(event) => set({ measure: event.currentTarget.value as ExecutionsSource['measure'] })}
        >
          <For each={measures}>{(each) => <option value={each}>{t(`measure.${each}`)}</option>}</For>
        </select>
      </label>
      <Show when={!isSingle()}>
        <div class="widget-numbers">
          <label class="label">
            {t('source.groupBy')}
            <select
              class="field"
              value={props.source.groupBy ?? ''}
              onChange={(event) =>
                set({ groupBy: (event.currentTarget.value || null) as ExecutionsSource['groupBy'], splitBy: null })
              }
            >
              <option value="">{t('source.nothing')}</option>
              <For each={dimensions}>{(each) => <option value={each}>{t(`dimension.${each}`)}</option>}</For>
            </select>
          </label>
          <Show when={props.source.groupBy !== null}>
            <label class="label">
              {t('source.splitBy')}
              <select
                class="field"
                value={props.source.splitBy ?? ''}
                onChange={(event) =>
                  set({ splitBy: (event.currentTarget.value || null) as ExecutionsSource['splitBy'] })
                }
              >
                <option value="">{t('source.nothing')}</option>
                <For each={dimensions.filter((each) => each !== 'time' && each !== props.source.groupBy)}>
                  {(each) => <option value={each}>{t(`dimension.${each}`)}</option>}
                </For>
              </select>
            </label>
          </Show>
        </div>
      </Show>
      <div class="widget-numbers">
        <label class="label">
          {t('dimension.workflow')}
          <select
            class="field"
            value={props.source.workflowIds[0] ?? ''}
            onChange={(event) => set({ workflowIds: event.currentTarget.value ? [event.currentTarget.value] : [] })}
          >
            <option value="">{t('source.all')}</option>
            <For each={settled(workflows)?.items ?? []}>
              {(workflow) => (
                <option value={workflow.id} selected={props.source.workflowIds.includes(workflow.id)}>
                  {workflow.name}
                </option>
              )}
            </For>
          </select>
        </label>
        <label class="label">
          {t('dimension.status')}
          <select
            class="field"
            value={props.source.statuses[0] ?? ''}
            onChange={(event) =>
              set({
                statuses: event.currentTarget.value
                  ? [event.currentTarget.value as ExecutionsSource['statuses'][number]]
                  : [],
              })
            }
          >
            <option value="">{t('source.all')}</option>
            <For each={executionStatuses}>{(status) => <option value={status}>{t(`status.${status}`)}</option>}</For>
          </select>
        </label>
      </div>
    </>
  );
}

function NodeForm(props: Props<NodeSource>) {
  const [workflows] = createResource(() => listWorkflows());
  const [workflow] = createResource(
    () => props.source.workflowId || null,
    (id) => getWorkflow(id),
  );
  const set = (part: Partial<NodeSource>) => props.onSource({ ...props.source, ...part });
  return (
    <>
      <label class="label">
        {t('dimension.workflow')}
        <select
          class="field"
          required
          value={props.source.workflowId}
          onChange={(event) => set({ workflowId: event.currentTarget.value, nodeId: '' })}
        >
          <option value="">{t('source.choose')}</option>
          <For each={settled(workflows)?.items ?? []}>
            {(each) => (
              <option value={each.id} selected={each.id === props.source.workflowId}>
                {each.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="label">
        {t('source.nodeName')}
        <select
          class="field"
          required
          value={props.source.nodeId}
          onChange={(event) => set({ nodeId: event.currentTarget.value })}
        >
          <option value="">{t('source.choose')}</option>
          <For each={(settled(workflow)?.nodes ?? []).filter(({ type }) => type !== 'comment')}>
            {(node) => (
              <option value={node.id} selected={node.id === props.source.nodeId}>
                {node.label || node.id}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="label">
        {t('source.path')}
        <input
          class="field mono"
          maxLength={500}
          value={props.source.path}
          onChange={(event) => set({ path: event.currentTarget.value.trim() })}
        />
        <span class="hint">{t('source.path.hint')}</span>
      </label>
    </>
  );
}

export const sourceForms = { executions: ExecutionsForm, node: NodeForm, database: DatabaseForm };
