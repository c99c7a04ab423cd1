import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that start programs or try many things at random: tens of seconds each, however short their files are. */
const LONG = /\/src\/cli\/|\.fuzz\.test|every-form|\/test\/prove\//;

/** What takes long begins first, so that at the end no worker has a long one alone. Within either the largest file is first, as usual. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...usual.filter(isLong), ...usual.filter((each) => !isLong(each))];
  }
}
