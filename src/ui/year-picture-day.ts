export type PictureDayKind = 'school' | 'inset' | 'bank_holiday' | 'closure' | 'holiday' | 'weekend';

export type PictureDay = {
  /** `YYYY-MM-DD`. */
  date: string;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  kind: PictureDayKind;
  /** What the day is, in words, where there is more to say than its kind. */
  says?: string | undefined;
};
