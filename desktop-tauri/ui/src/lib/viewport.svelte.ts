/** How many panes fit: by the width in units of the text size, so that 200 % text gets the narrow layout. */
export type Columns = 'three' | 'two' | 'one';

export function columnsFor(width: number, textPercent: number): Columns {
  const units = (width * 100) / textPercent;
  if (units >= 1100) return 'three';
  return units >= 760 ? 'two' : 'one';
}

export class Viewport {
  width = $state(window.innerWidth);
  height = $state(window.innerHeight);

  start(): () => void {
    const heard = (): void => {
      this.width = window.innerWidth;
      this.height = window.innerHeight;
    };
    window.addEventListener('resize', heard);
    return () => window.removeEventListener('resize', heard);
  }
}
