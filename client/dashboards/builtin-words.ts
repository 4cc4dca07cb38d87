import { t } from '../i18n.ts';
import type { Face } from './dashboards-api.ts';

/** The dashboard that is there from the start speaks the reader's language as long as nobody has changed it. */
export function translated<W extends Face, D extends { id: string; name: string; revision: number; widgets: W[] }>(
  dashboard: D,
): D {
  if (dashboard.id !== 'executions' || dashboard.revision > 0) return dashboard;
  const widgets = dashboard.widgets.map((widget) => {
    const id = builtinWidgets.find((known) => known === widget.id);
    return id ? { ...widget, title: t(`builtin.${id}`) } : widget;
  });
  return { ...dashboard, name: t('dashboard.builtin'), widgets };
}

const builtinWidgets = [
  ...(['count', 'failures', 'rate', 'duration'] as const),
  ...(['over-time', 'triggers', 'durations', 'workflows'] as const),
];
