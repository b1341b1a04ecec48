/** Lays the charts of the sheet in sight over its cells, and moves them when it is scrolled or zoomed. */
import { IRenderManagerService, SHEET_VIEWPORT_KEY, type Viewport } from '@univerjs/engine-render';
import { SheetSkeletonManagerService } from '@univerjs/sheets-ui';
import { dataOf } from '../../book/chart/data';
import type { Book } from '../../book/book';
import type { Chart, Corner } from '../../book/chart/types';
import { drawChart } from './plot';
import { PIXELS_PER_POINT } from './marks';

/** A chart as it is on the page. */
interface Shown {
  readonly chart: Chart;
  readonly element: HTMLElement;
  /** What was drawn last. */
  picture: string;
}

export class ChartOverlay {
  private readonly layer = document.createElement('div');
  private shown: Shown[] = [];
  private watched: Viewport | null = null;

  constructor(private readonly book: Book) {
    this.layer.className = 'charts';
  }

  private get render(): ReturnType<IRenderManagerService['getRenderById']> {
    return this.book.univer.injector.get(IRenderManagerService).getRenderById(this.book.unitId);
  }

  /** Draws what the cells hold now. */
  show(): void {
    if (!this.attach()) return;
    const { charts } = this.book.activeSheet.layout;
    for (const gone of this.shown.filter(({ chart }) => !charts.includes(chart))) gone.element.remove();
    this.shown = charts.map((chart) => this.shown.find((each) => each.chart === chart) ?? this.add(chart));
    this.place();
  }

  private add(chart: Chart): Shown {
    const element = document.createElement('div');
    element.className = 'chart';
    this.layer.append(element);
    return { chart, element, picture: '' };
  }

  /** Puts the layer over the cells, and follows their scrolling from now on. */
  private attach(): boolean {
    const render = this.render;
    const viewport = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
    const canvas = render?.engine.getCanvasElement();
    if (!render || !viewport || !canvas?.parentElement) return false;
    if (this.layer.parentElement !== canvas.parentElement) canvas.parentElement.append(this.layer);
    if (this.watched !== viewport) {
      this.watched = viewport;
      viewport.onScrollAfter$.subscribeEvent(() => this.place());
      render.scene.onTransformChange$.subscribeEvent(() => this.place());
    }
    return true;
  }

  /** Moves every chart to its cells; those that are out of sight are not drawn. */
  private place(): void {
    const render = this.render;
    const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
    const viewport = this.watched;
    if (!render || !skeleton || !viewport) return;
    const { scaleX, scaleY } = render.scene.getAncestorScale();
    const { left, top, viewportScrollX, viewportScrollY } = viewport;
    const [viewLeft, viewTop] = [left * scaleX, top * scaleY];
    // Cells that are frozen or headings are not covered by a chart that was scrolled.
    Object.assign(this.layer.style, { left: `${viewLeft}px`, top: `${viewTop}px` });
    const point = ({ row, column, x, y }: Corner): [number, number] => {
      const cell = skeleton.getNoMergeCellWithCoordByIndex(row, column);
      return [
        (cell.startX + x * PIXELS_PER_POINT - viewportScrollX) * scaleX - viewLeft,
        (cell.startY + y * PIXELS_PER_POINT - viewportScrollY) * scaleY - viewTop,
      ];
    };
    const { clientWidth, clientHeight } = this.layer;
    for (const each of this.shown) {
      const [x1, y1] = point(each.chart.from);
      const [x2, y2] = point(each.chart.to);
      const inSight = x2 > 0 && y2 > 0 && x1 < clientWidth && y1 < clientHeight;
      each.element.hidden = !inSight;
      if (!inSight) continue;
      each.element.style.transform = `translate(${x1}px, ${y1}px) scale(${scaleX}, ${scaleY})`;
      this.draw(each, Math.round((x2 - x1) / scaleX), Math.round((y2 - y1) / scaleY));
    }
  }

  private draw(each: Shown, width: number, height: number): void {
    if (width < 20 || height < 20) return;
    const picture = drawChart(each.chart, dataOf(this.book, each.chart), width, height);
    if (picture === each.picture) return;
    each.picture = picture;
    // Every text in it was escaped where it was made.
    each.element.innerHTML = picture;
  }
}
