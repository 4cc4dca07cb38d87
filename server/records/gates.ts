/** Who writes to a database together with others, and who alone. In the order in which they come. */
export type Gates = {
  shared<T>(id: string, work: () => Promise<T>): Promise<T>;
  alone<T>(id: string, work: () => Promise<T>): Promise<T>;
};

/** `last`: ends with the last that was alone. */
type Gate = { last: Promise<void>; readonly sharing: Set<Promise<void>>; users: number };

export function createGates(): Gates {
  const gates = new Map<string, Gate>();

  async function pass<T>(
    id: string,
    enter: (gate: Gate, done: Promise<void>) => Promise<unknown>,
    work: () => Promise<T>,
  ): Promise<T> {
    const gate = gates.get(id) ?? { last: Promise.resolve(), sharing: new Set(), users: 0 };
    gates.set(id, gate);
    gate.users += 1;
    let leave = () => {};
    const done = new Promise<void>((resolve) => {
      leave = resolve;
    });
    try {
      await enter(gate, done);
      return await work();
    } finally {
      leave();
      gate.sharing.delete(done);
      gate.users -= 1;
      if (gate.users === 0) gates.delete(id);
    }
  }

  return {
    shared: (id, work) =>
      pass(
        id,
        (gate, done) => {
          gate.sharing.add(done);
          return gate.last;
        },
        work,
      ),
    alone: (id, work) =>
      pass(
        id,
        (gate, done) => {
          const before = Promise.all([gate.last, ...gate.sharing]);
          gate.last = done;
          return before;
        },
        work,
      ),
  };
}
