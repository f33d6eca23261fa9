import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that wait for other programs for half a minute and more. */
const long = /test\/(?:warm\/rollout\/haproxy|cli\/(?:reproduce|fleet-into|audit)\.|faults\/faults|rules\/built-in)/;

/** Begins with the files that take longest, so that the rest of a run fills the cores beside them instead of waiting for them at its end. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
