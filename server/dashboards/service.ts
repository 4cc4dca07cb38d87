/** What may be done with dashboards, in the words of the domain. */
import { monotonicFactory } from 'ulid';
import type { Dashboard, DashboardDraft, DashboardSummary, Range, Source, Table } from '../../db/dashboard.ts';
import { CodedError } from '../../db/errors.ts';
import type { Store } from '../../db/store.ts';
import type { RecordService } from '../records/service.ts';
import { askDatabase } from './ask-database.ts';
import { BUILTIN_ID, BUILTIN_REVISION, builtin } from './builtin.ts';
import { countExecutions } from './count-executions.ts';
import { nodeResult } from './node-result.ts';
import { betweenOf, DAY } from './time-steps.ts';

/** For which time, and in whose days. */
export type View = { readonly range: Range; readonly timezone: string };
export type Opened = { readonly organizationId: string; readonly dashboard: Dashboard };

export type DashboardService = {
  /** The one that is there from the start among them. */
  list(organizationId: string): Promise<DashboardSummary[]>;
  /** Throws `not_found`. */
  get(organizationId: string, id: string): Promise<Dashboard>;
  create(organizationId: string, draft: DashboardDraft): Promise<Dashboard>;
  /** Throws `not_found`, and `revision_mismatch` unless `ifRevision` is the newest. */
  update(organizationId: string, id: string, draft: DashboardDraft, ifRevision?: number): Promise<Dashboard>;
  /** The one that is there from the start becomes what it was. Throws `not_found`. */
  remove(organizationId: string, id: string): Promise<void>;
  /** Opens a link in place of an earlier one; null closes it. `digest` is that of the link's secret. Throws `not_found`. */
  share(organizationId: string, id: string, digest: string | null): Promise<void>;
  /** The dashboard that a link opens; null: the link is void. */
  openShared(digest: string): Promise<Opened | null>;
  /** What a source comes to. Throws `not_found` when what it names is not there, `invalid` for a range that is none. */
  ask(organizationId: string, source: Source, view: View): Promise<Table>;
};

type Deps = {
  readonly store: Pick<Store, 'dashboards' | 'statistics' | 'executions' | 'logs' | 'workflows'>;
  readonly records: Pick<RecordService, 'get' | 'page' | 'aggregate'>;
  readonly clock: { now(): number };
};

const RANGE_MAX = 3_660 * DAY;
/** Beyond these years times are written otherwise, and what is compared as text comes out wrong. */
const YEARS = { from: Date.UTC(1000, 0), to: Date.UTC(9999, 0) };

export function createDashboardService({ store, records, clock }: Deps): DashboardService {
  const ulid = monotonicFactory();
  const now = () => new Date(clock.now()).toISOString();

  async function get(organizationId: string, id: string): Promise<Dashboard> {
    const found = await store.dashboards.get(organizationId, id);
    if (found) return found;
    if (id === BUILTIN_ID) return builtin();
    throw noDashboard(id);
  }

  /** What is built in is written down as soon as something of it is to be kept. */
  async function keep(organizationId: string, id: string, draft?: DashboardDraft): Promise<Dashboard | null> {
    if (id !== BUILTIN_ID || (await store.dashboards.get(organizationId, id))) return null;
    const { name, range, widgets } = draft ?? builtin();
    return store.dashboards.create(organizationId, id, { name, range, widgets }, now());
  }

  return {
    get,

    async list(organizationId) {
      const own = await store.dashboards.list(organizationId);
      if (own.some(({ id }) => id === BUILTIN_ID)) return own;
      const { widgets, range: _, ...rest } = builtin();
      return [...own, { ...rest, widgetCount: widgets.length }];
    },

    async create(organizationId, draft) {
      return store.dashboards.create(organizationId, ulid(clock.now()).toLowerCase(), draft, now());
    },

    async update(organizationId, id, draft, ifRevision) {
      if (ifRevision === undefined || ifRevision === BUILTIN_REVISION) {
        const kept = await keep(organizationId, id, draft);
        if (kept) return kept;
      }
      const updated = await store.dashboards.update(organizationId, id, draft, now(), ifRevision);
      if (!updated) throw noDashboard(id);
      return updated;
    },

    async remove(organizationId, id) {
      const removed = await store.dashboards.remove(organizationId, id);
      if (!removed && id !== BUILTIN_ID) throw noDashboard(id);
    },

    async share(organizationId, id, digest) {
      if (digest !== null) await keep(organizationId, id);
      if (await store.dashboards.share(organizationId, id, digest)) return;
      if (id !== BUILTIN_ID) throw noDashboard(id);
    },

    async openShared(digest) {
      const found = await store.dashboards.shared(digest);
      if (!found) return null;
      const dashboard = await store.dashboards.get(found.organizationId, found.id);
      return dashboard && { organizationId: found.organizationId, dashboard };
    },

    async ask(organizationId, source, { range, timezone }) {
      const between = betweenOf(range, clock.now());
      if (!(between.from < between.to && between.to - between.from <= RANGE_MAX)) {
        throw new CodedError('invalid', 'Expected "from" to be before "to", and at most ten years between them.');
      }
      if (between.from < YEARS.from || between.to > YEARS.to) {
        throw new CodedError('invalid', 'Expected "from" and "to" to lie between the years 1000 and 9999.');
      }
      switch (source.kind) {
        case 'executions':
          return countExecutions(store, organizationId, source, between, timezone);
        case 'node':
          return nodeResult(store, organizationId, source);
        case 'database':
          return askDatabase(records, organizationId, source, between, timezone);
        default:
          return source satisfies never;
      }
    },
  };
}

function noDashboard(id: string): CodedError {
  return new CodedError('not_found', `There is no dashboard "${id}". GET /api/dashboards lists those there are.`);
}
