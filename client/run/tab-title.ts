/** The browser's tab says how it goes: "● 60% API Data Processor", with the state's mark as icon. */
import { createEffect, onCleanup } from 'solid-js';
import type { ExecutionStatus } from '../../db/model.ts';
import type { Run } from './run-context.ts';

const signs: Record<ExecutionStatus, string> = {
  pending: '○',
  running: '●',
  waiting: '‖',
  completed: '✓',
  failed: '✕',
  cancelled: '■',
};

export function showInTab(run: Run): void {
  const before = document.title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const iconBefore = icon?.getAttribute('href');
  createEffect(() => {
    const now = run.live.status();
    const name = run.live.summary()?.workflowName ?? '';
    if (!now) return;
    const percentage = now.status === 'running' || now.status === 'waiting' ? ` ${now.progress.percentage}%` : '';
    document.title = `${signs[now.status]}${percentage} ${name}`;
  });
  createEffect(() => {
    const status = run.live.status()?.status;
    if (icon && status) icon.href = `/mark-${status}.svg`;
  });
  onCleanup(() => {
    document.title = before;
    if (icon && iconBefore) icon.href = iconBefore;
  });
}
