/** Memory with a limit: every cache of this room forgets its oldest entry when it is full. */

/** Sets a key, and drops the one that was first set when there are more than `countMax`. */
export function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, countMax: number): void {
  map.set(key, value);
  if (map.size <= countMax) return;
  for (const oldest of map.keys()) return void map.delete(oldest);
}
