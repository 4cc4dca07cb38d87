export type OneAtATime = {
  /** Asks for the work: begun at once when idle, else once more after what is under way. */
  ask(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
};

/** Work that is never under way twice; however often it is asked for meanwhile, it is done once more. */
export function oneAtATime(work: () => Promise<void>, onError: (error: unknown) => void): OneAtATime {
  let underWay: Promise<void> | null = null;
  let asked = false;
  async function go(): Promise<void> {
    while (asked) {
      asked = false;
      await work().catch(onError);
    }
    underWay = null;
  }
  return {
    ask() {
      asked = true;
      underWay ??= go();
    },
    async idle() {
      await underWay;
    },
  };
}
