import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, type PersonId, type SettingId } from '#db';
import { type Permission, wordsFor } from '#web';
import { permissionsOf, type Role, roles } from './permissions.ts';
import { addUp, type Grant, type Known, mayAtOf, reachOf, whyOf } from './reach.ts';

const [ashdale, brook] = [newId<SettingId>(), newId<SettingId>()];
const [sam, amina] = [newId<PersonId>(), newId<PersonId>()];
const known: Known = {
  organisation: 'Northmoor Council',
  settingNames: new Map([[ashdale, 'Ashdale School']]),
  ownPeople: new Map(),
};
const reach = (grants: Grant[], facts = known) => reachOf(addUp(grants), facts);
const why = (grants: Grant[], facts = known) => whyOf(addUp(grants), facts, wordsFor('en'));

describe('the reach of grants', () => {
  it('is nothing without a grant, and nothing for who manages accounts', () => {
    expect(reach([])).toEqual({ settings: [], people: [] });
    expect(reach([{ role: 'administrator', settingId: null }])).toEqual({ settings: [], people: [] });
    expect(addUp([{ role: 'administrator', settingId: null }]).may.has('people.see')).toBe(false);
  });

  it('is the settings of the grants', () => {
    const grants: Grant[] = [
      { role: 'senco', settingId: ashdale },
      { role: 'adviser', settingId: brook },
      { role: 'tutor', settingId: null },
    ];
    expect(reach(grants)).toEqual({ settings: [ashdale, brook], people: [] });
  });

  it('is their own young people for a tutor', () => {
    expect(
      reach([{ role: 'tutor', settingId: null }], { ...known, ownPeople: new Map([[sam, 'teaches']]) }),
    ).toEqual({ settings: [], people: [sam] });
  });

  it('is everybody for a role of the whole organisation, and a setting when a data manager has one', () => {
    expect(reach([{ role: 'analyst', settingId: null }])).toBe('whole');
    expect(reach([{ role: 'data_manager', settingId: null }])).toBe('whole');
    expect(reach([{ role: 'data_manager', settingId: ashdale }])).toEqual({
      settings: [ashdale],
      people: [],
    });
  });

  it('never holds the whole organisation because of a grant for one setting', () => {
    const role = fc.constantFrom(...(Object.keys(roles) as Role[]));
    const grant = fc.record({ role, settingId: fc.constantFrom(ashdale, brook) });
    fc.assert(
      fc.property(
        fc.array(grant),
        (grants) => reach(grants) !== 'whole' && !addUp(grants).may.has('import.run'),
      ),
    );
  });
});

describe('what a grant allows', () => {
  it('acts on the whole organisation only when it is for the whole organisation', () => {
    expect(permissionsOf('data_manager', null)).toContain('import.run');
    expect(permissionsOf('data_manager', ashdale)).not.toContain('import.run');
    expect(permissionsOf('data_manager', ashdale)).toContain('people.see');
  });
});

describe('why somebody may see a young person', () => {
  const lead: Grant[] = [{ role: 'pastoral_lead', settingId: ashdale }];

  it('is their role at a setting of the young person', () => {
    expect(why(lead)({ personId: sam, settingIds: [brook, ashdale] })).toBe(
      'pastoral lead at Ashdale School',
    );
    expect(why(lead)({ personId: sam, settingIds: [brook] })).toBeUndefined();
    expect(why(lead)({ personId: sam, settingIds: [] })).toBeUndefined();
  });

  it('is first of all that they teach them', () => {
    const facts = {
      ...known,
      ownPeople: new Map([
        [sam, 'teaches'],
        [amina, 'tutors'],
      ]),
    };
    const both: Grant[] = [...lead, { role: 'tutor', settingId: null }];
    expect(why(both, facts)({ personId: sam, settingIds: [ashdale] })).toBe('teaches them');
    expect(why(both, facts)({ personId: amina, settingIds: [] })).toBe('tutor of their group');
  });

  it('is the role for the whole organisation when nothing is closer', () => {
    const lead2: Grant[] = [{ role: 'participation_lead', settingId: null }];
    expect(why(lead2)({ personId: sam, settingIds: [] })).toBe('participation lead for Northmoor Council');
    expect(why([...lead, ...lead2])({ personId: sam, settingIds: [ashdale] })).toBe(
      'pastoral lead at Ashdale School',
    );
  });

  it('can be said for every role', () => {
    for (const role of Object.keys(roles)) expect(wordsFor('en')(`roles.names.${role}`)).toBeTruthy();
  });
});

describe('what somebody may do at one setting', () => {
  const grant = (role: Role, settingId: SettingId | null): Grant => ({ role, settingId });
  const mayEdit = (...grants: Grant[]) => {
    const mayAt = mayAtOf(grants);
    return [ashdale, brook, null].map((settingId) => mayAt('calendar.edit', settingId));
  };

  it('is what a role granted there allows, there and nowhere else', () => {
    expect(mayEdit(grant('headteacher', ashdale))).toEqual([true, false, false]);
    expect(mayEdit(grant('data_manager', brook))).toEqual([false, true, false]);
    expect(mayEdit(grant('senco', ashdale))).toEqual([false, false, false]);
    expect(mayEdit()).toEqual([false, false, false]);
  });

  it('is everywhere what a role for the whole organisation allows', () => {
    expect(mayEdit(grant('participation_lead', null))).toEqual([true, true, true]);
    expect(mayEdit(grant('data_manager', null))).toEqual([true, true, true]);
    expect(mayEdit(grant('analyst', null), grant('administrator', null))).toEqual([false, false, false]);
    expect(mayAtOf([grant('administrator', null)])('accounts.manage', null)).toBe(true);
  });

  it('is not more because another role reaches further', () => {
    expect(mayEdit(grant('pastoral_lead', ashdale), grant('analyst', null))).toEqual([true, false, false]);
    expect(mayEdit(grant('headteacher', ashdale), grant('adviser', brook))).toEqual([true, false, false]);
    expect(mayAtOf([grant('tutor', null)])('note.write', ashdale)).toBe(false);
  });

  it('adds up to what they may, and each role adds only its own', () => {
    const role = fc.constantFrom(...(Object.keys(roles) as Role[]));
    const settingId = fc.constantFrom(ashdale, brook, null);
    const permission = fc.constantFrom(
      ...Object.values(roles).flatMap(({ may }): readonly Permission[] => may),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ role, settingId })), permission, settingId, (grants, what, at) => {
        const may = mayAtOf(grants)(what, at);
        expect(may).toBe(grants.some((one) => mayAtOf([one])(what, at)));
        if (may) expect(addUp(grants).may.has(what)).toBe(true);
      }),
    );
  });
});
