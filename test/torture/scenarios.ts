/** Every scenario of the suite, in the order in which they run. */

import { badAddresses } from './bad-addresses.ts';
import { badModels } from './bad-models.ts';
import { badViewers } from './bad-viewers.ts';
import { clockJumps } from './clock.ts';
import { everyMoment, firstStart, retention } from './every-moment.ts';
import { kill } from './kill.ts';
import { onDisk } from './on-disk.ts';
import { powerLoss } from './power-loss.ts';
import { longQueue } from './queue.ts';
import { dieAtRecords } from './records.ts';
import type { Scenario } from './scenario.ts';
import { soak } from './soak.ts';
import { sockets } from './sockets.ts';
import { suspended, twoServers } from './stall.ts';
import { fullDisk, storageErrors } from './storage-errors.ts';

export const scenarios: readonly Scenario[] = [
  kill,
  firstStart,
  everyMoment,
  retention,
  dieAtRecords,
  powerLoss,
  onDisk,
  storageErrors,
  fullDisk,
  longQueue,
  clockJumps,
  suspended,
  twoServers,
  sockets,
  badAddresses,
  badModels,
  badViewers,
  soak,
];
