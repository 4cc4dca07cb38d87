/**
 * How high the page would like to be. It must not follow from how high the frame is: else the two would chase each other.
 * So what fills the frame (the log, the panel beside it) counts with all that it has to show.
 */
const SMALLEST = 160;
/** Less than that is not worth moving a page for, unless something would be cut off. */
const SLACK = 24;
const PAUSE_MS = 100;

/** Pixels. */
function naturalHeight(root: HTMLElement): number {
  const of = (selector: string) => root.querySelector<HTMLElement>(selector);
  const shown = (selector: string) => of(selector)?.offsetHeight ?? 0;
  if (!of('.run')) return root.scrollHeight;
  const graph = of('.run-graph');
  const graphHeight = graph?.offsetParent
    ? Number.parseFloat(getComputedStyle(of('.graph')!).getPropertyValue('--graph-height'))
    : 0;
  const log = of('.log')?.offsetParent ? shown('.log-head') + Math.max(120, contentOf(of('.log-scroll'))) + 2 : 0;
  const side =
    of('.run-side')?.offsetParent && getComputedStyle(of('.run-side')!).position !== 'fixed'
      ? contentOf(of('.run-side')) + 2
      : 0;
  const gaps = graphHeight > 0 && log > 0 ? 14 : 0;
  const around = shown('.notice') + shown('.run-head') + shown('.run-tabs') + shown('.run-foot');
  return around + Math.max(graphHeight + gaps + log, side);
}

function contentOf(element: HTMLElement | null): number {
  let height = 0;
  for (const child of element?.children ?? []) {
    // a list that is made in part says by its style how long the whole is
    height += Number.parseFloat((child as HTMLElement).style.height) || (child as HTMLElement).scrollHeight;
  }
  return height;
}

/** Tells the height of the page when it changes; what grows and shrinks in turn stays grown. */
export function tellHeight(root: HTMLElement, tell: (height: number) => void): void {
  let told = 0;
  let before = 0;
  let planned = false;
  function measure(): void {
    planned = false;
    const height = Math.max(SMALLEST, Math.ceil(naturalHeight(root)));
    const shrinks = height < told;
    if (height === told || (shrinks && (told - height < SLACK || height === before))) return;
    before = told;
    told = height;
    tell(height);
  }
  function plan(): void {
    if (planned) return;
    planned = true;
    setTimeout(measure, PAUSE_MS);
  }
  new ResizeObserver(plan).observe(root);
  const shape = {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['style', 'data-tab', 'data-panel'],
  };
  new MutationObserver(plan).observe(root, shape);
  new MutationObserver(plan).observe(document.documentElement, { attributes: true });
  plan();
}
