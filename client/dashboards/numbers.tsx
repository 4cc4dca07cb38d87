/** Widgets of one number. */
import { Show } from 'solid-js';
import { dateLocale, t } from '../i18n.ts';
import type { Face, Table } from './dashboards-api.ts';
import { changeOf, singleValue, toneOf, valueText } from './values.ts';

type Props = { widget: Face; table: Table };

export function Stat(props: Props) {
  const single = () => singleValue(props.table);
  const change = () => changeOf(single()?.value, props.table.previous);
  const percent = (value: number) =>
    new Intl.NumberFormat(dateLocale(), {
      style: 'percent',
      maximumFractionDigits: 0,
      signDisplay: 'exceptZero',
    }).format(value);
  return (
    <div class="stat" data-tone={toneOf(single()?.value, props.widget.options) ?? undefined}>
      <strong class="stat-value num">
        {valueText(single()?.value, single()?.type ?? 'number', props.widget.options, dateLocale())}
      </strong>
      <Show when={change()}>
        {(part) => (
          <span class="stat-change num muted" title={t('widget.before', { value: before(props) })}>
            {part() > 0 ? '▲' : '▼'} {percent(part())}
          </span>
        )}
      </Show>
    </div>
  );
}

function before({ widget, table }: Props): string {
  return valueText(table.previous, singleValue(table)?.type ?? 'number', widget.options, dateLocale());
}

/** Of the whole circle, the gauge is this much. */
const SWEEP = 250;
const R = 42;

export function Gauge(props: Props) {
  const single = () => singleValue(props.table);
  const [low, high] = [() => props.widget.options.min ?? 0, () => props.widget.options.max ?? 100];
  const part = () => {
    const value = single()?.value;
    if (typeof value !== 'number') return 0;
    return Math.min(1, Math.max(0, (value - low()) / (high() - low() || 1)));
  };
  const text = () => valueText(single()?.value, single()?.type ?? 'number', props.widget.options, dateLocale());
  const scale = (value: number) => valueText(value, single()?.type ?? 'number', props.widget.options, dateLocale());
  return (
    <div class="gauge" data-tone={toneOf(single()?.value, props.widget.options) ?? undefined}>
      <svg viewBox="0 0 100 84" role="img" aria-label={text()}>
        <path class="gauge-rest" d={arc(1)} />
        <Show when={part() > 0}>
          <path class="gauge-value" d={arc(part())} />
        </Show>
        <text class="gauge-text num" x="50" y="56" style={{ 'font-size': `${fitting(text())}px` }}>
          {text()}
        </text>
        <text class="gauge-end" x="20" y="82">
          {scale(low())}
        </text>
        <text class="gauge-end" x="80" y="82">
          {scale(high())}
        </text>
      </svg>
    </div>
  );
}

/** Of a text within the ring, in the units of the drawing. */
function fitting(text: string): number {
  return Math.min(15, Math.max(6, 100 / text.length));
}

function arc(part: number): string {
  const at = (share: number) => {
    const angle = ((90 + (360 - SWEEP) / 2 + SWEEP * share) * Math.PI) / 180;
    return `${(50 + R * Math.cos(angle)).toFixed(2)} ${(48 + R * Math.sin(angle)).toFixed(2)}`;
  };
  return `M${at(0)}A${R} ${R} 0 ${SWEEP * part > 180 ? 1 : 0} 1 ${at(part)}`;
}
