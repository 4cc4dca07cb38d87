/** The parts of the chart library that widgets use, loaded with the first chart. */
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export const openChart = (element: HTMLElement) => init(element);
export type OpenChart = ReturnType<typeof openChart>;
