/** What the chart library is told about a widget. PURE. */
import type { Palette } from './colors.ts';
import type { Face, Table } from './dashboards-api.ts';
import type { Role } from './names.ts';
import { chartOf } from './series.ts';
import { axisText, stepText, valueText } from './values.ts';

export type Look = {
  readonly palette: Palette;
  readonly locale: string;
  readonly font: string;
  readonly moves: boolean;
  /** what people read in place of a value of a dimension */
  nameOf(value: string, role: Role): string;
};

export function chartOption(widget: Pick<Face, 'type' | 'options'>, table: Table, look: Look) {
  const common = {
    animation: look.moves,
    animationDuration: 160,
    animationDurationUpdate: 160,
    textStyle: { fontFamily: look.font, fontSize: 12, color: look.palette.ink },
  };
  return widget.type === 'pie'
    ? { ...common, ...pie(widget, table, look) }
    : { ...common, ...axes(widget, table, look) };
}

function tooltip({ palette }: Look) {
  // drawn, not written into the page: its policy takes no styles in text
  return {
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: palette.card,
    borderColor: palette.line,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: palette.ink, fontSize: 12 },
  };
}

function legend({ palette }: Look, names: readonly string[], show: boolean) {
  return {
    show,
    type: 'scroll' as const,
    bottom: 0,
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    data: [...names],
    textStyle: { color: palette.muted },
    pageIconColor: palette.muted,
    pageTextStyle: { color: palette.muted },
  };
}

function axes({ type, options }: Pick<Face, 'type' | 'options'>, table: Table, look: Look) {
  const { palette, locale, nameOf } = look;
  const { categories, series, valueType } = chartOf(table);
  const { stepMs } = table;
  const isTime = stepMs !== undefined;
  const text = (value: string) => (isTime ? stepText(value, stepMs, locale) : nameOf(value, 'dimension'));
  const whole = (value: string) => (isTime ? valueText(value, 'time', {}, locale) : nameOf(value, 'dimension'));
  const flat = type === 'bar' && options.horizontal === true;
  const faint = { lineStyle: { color: palette.line } };
  const category = {
    type: 'category' as const,
    data: categories.map(text),
    inverse: flat,
    axisLine: { ...faint, show: !flat },
    axisTick: { show: false },
    axisLabel: {
      color: palette.muted,
      hideOverlap: true,
      overflow: 'truncate' as const,
      width: flat ? 120 : undefined,
    },
  };
  const value = {
    type: 'value' as const,
    min: options.min,
    max: options.max,
    minInterval:
      valueType === 'number' && Number.isInteger(series[0]?.values.find((each) => each !== null) ?? 0) ? 1 : undefined,
    splitNumber: 4,
    splitLine: faint,
    axisLabel: {
      color: palette.muted,
      hideOverlap: true,
      formatter: (each: number) => axisText(each, valueType, locale),
    },
  };
  const names = toldApart(series.map(({ name }) => nameOf(name, 'series')));
  const legends = legend(look, names, series.length > 1);
  return {
    grid: { left: 4, right: 12, top: 12, bottom: legends.show ? 30 : 4, outerBoundsMode: 'same' as const },
    tooltip: {
      ...tooltip(look),
      trigger: 'axis' as const,
      axisPointer: {
        type: type === 'bar' ? ('shadow' as const) : ('line' as const),
        lineStyle: { color: palette.muted },
        // the head of the tooltip
        label: {
          formatter: ({ seriesData }: { seriesData?: readonly { dataIndex?: number }[] }) =>
            whole(categories[seriesData?.[0]?.dataIndex ?? -1] ?? ''),
        },
      },
      valueFormatter: (each: unknown) => valueText(each, valueType, options, locale),
    },
    legend: legends,
    xAxis: flat ? value : category,
    yAxis: flat ? category : value,
    series: series.map(({ name, values }, place) => ({
      ...shapeOf(type, options.stacked === true, values),
      id: names[place],
      name: names[place],
      data: [...values],
      color: palette.series(name, place),
    })),
  };
}

/** The library knows series by their names. */
function toldApart(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** With so few points a line shows each of them; it goes on over steps in which nothing was. */
const POINTS_SHOWN = 24;

function shapeOf(type: Face['type'], stacked: boolean, values: readonly (number | null)[]) {
  const stack = stacked ? 'all' : undefined;
  if (type === 'bar') {
    return { type: 'bar' as const, stack, barMaxWidth: 36, itemStyle: { borderRadius: stacked ? 0 : [2, 2, 0, 0] } };
  }
  const showSymbol = values.filter((value) => value !== null).length <= POINTS_SHOWN;
  const line = { type: 'line' as const, stack, connectNulls: true, showSymbol, symbolSize: 6, lineStyle: { width: 2 } };
  return type === 'area' ? { ...line, areaStyle: { opacity: 0.22 } } : line;
}

function pie({ options }: Pick<Face, 'type' | 'options'>, table: Table, look: Look) {
  const { palette, locale, nameOf } = look;
  const { categories, series, valueType } = chartOf(table);
  const values = series[0]?.values ?? [];
  const names = toldApart(categories.map((category) => nameOf(category, 'dimension')));
  return {
    tooltip: { ...tooltip(look), valueFormatter: (each: unknown) => valueText(each, valueType, options, locale) },
    legend: legend(look, names, true),
    series: [
      {
        type: 'pie' as const,
        id: 'ring',
        radius: ['48%', '72%'],
        center: ['50%', '44%'],
        label: { show: false },
        itemStyle: { borderColor: palette.card, borderWidth: 2 },
        data: categories.map((category, place) => ({
          name: names[place],
          value: values[place] ?? 0,
          itemStyle: { color: palette.series(category, place) },
        })),
        tooltip: {
          formatter: ({ name, value, percent }: { name: string; value: number; percent: number }) =>
            `${name}  ${valueText(value, valueType, options, locale)}  (${Math.round(percent)} %)`,
        },
      },
    ],
  };
}
