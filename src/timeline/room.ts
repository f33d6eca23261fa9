/** So many starts fill a report that nobody reads to its end; a log of a million replicas must not fill the memory. */
export const mostBoots = 10_000;

/** What further boots there is room for, over all replicas, and what found none. */
export type Room = {
  boots: number;
  /** Records of the replicas and starts that are left out. */
  leftOut: number;
  /** The file that the first of them stands in. */
  file: string | null;
};

/** Room for as many boots as are told in detail. */
export const emptyRoom = (): Room => ({ boots: mostBoots, leftOut: 0, file: null });

/** Counts a record for which there is no room. */
export const leaveOut = (room: Room, file: string): void => {
  room.leftOut += 1;
  room.file ??= file;
};
