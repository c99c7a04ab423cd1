/** A disk in memory on which little room is left. Takes root. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from '../ground.ts';

export type SmallDisk = {
  /** Takes the room away that is not needed yet. */
  shrink(): void;
  /** Takes the last byte. */
  fill(): void;
  empty(): void;
  /** Starts what has given up meanwhile. */
  revive(): Promise<void>;
  remove(): Promise<void>;
};

/** Megabytes that are free at first: the write-ahead log of the embedded database takes its files 16 at a time. */
export const FREE = 96;

/** Puts the data directory on such a disk, once it holds what it is to hold. */
export function smallDirectory({ opening }: Ground): SmallDisk {
  const data = opening.directory ?? '';
  const aside = `${data}-aside`;
  let isMounted = false;
  return {
    shrink() {
      renameSync(data, aside);
      mkdirSync(data);
      mount(data, megabytesIn(aside) + FREE);
      isMounted = true;
      cpSync(aside, data, { recursive: true });
      rmSync(aside, { recursive: true });
    },
    ...fillerIn(data),
    async revive() {},
    async remove() {
      if (isMounted) unmount(data);
    },
  };
}

export function mount(directory: string, megabytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'waymark-prove', directory]);
}

export function unmount(directory: string): void {
  execFileSync('umount', [directory]);
}

export function megabytesIn(directory: string): number {
  return Number(execFileSync('du', ['-sm', directory], { encoding: 'utf8' }).split('\t')[0]);
}

/** A file that takes all the room there is. */
export function fillerIn(directory: string): Pick<SmallDisk, 'fill' | 'empty'> {
  const filler = join(directory, 'filler');
  return {
    fill() {
      const piece = Buffer.alloc(64 * 1024);
      for (let size = 0; ; size += piece.length)
        try {
          writeFileSync(filler, piece, { flag: 'a' });
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOSPC') throw error;
          if (statSync(filler).size < size) throw error;
          return;
        }
    },
    empty: () => rmSync(filler, { force: true }),
  };
}
