/** Where a viewer's frames go: the port between the feed and a connection. */
export type Sink = {
  /** Takes bytes without waiting. A viewer that is too far behind is closed; writing to a closed sink does nothing. */
  write(bytes: Uint8Array): void;
  /** Null: more may be written now. Otherwise resolves when that is so, or when the sink is closed. */
  room(): Promise<void> | null;
  /** Ends the connection after what was written. */
  end(): void;
  readonly closed: boolean;
  /** Called once, however the connection ends. */
  onClose(callback: () => void): void;
};
