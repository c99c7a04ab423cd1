export {
  AttendanceCalendar,
  type AttendanceCalendarProps,
} from './attendance-calendar.tsx';
export { BackLink } from './back-link.tsx';
export { Breadcrumbs, type BreadcrumbsProps } from './breadcrumbs.tsx';
export { Button, type ButtonProps } from './button.tsx';
export type { CalendarWeek, Slot, SlotKind } from './calendar-week.ts';
export { Checkboxes, type CheckboxesProps, type CheckboxItem } from './checkboxes.tsx';
export { ChoiceGroup, type ChoiceGroupProps } from './choice-group.tsx';
export { type CountBar, CountBars, type CountBarsProps } from './count-bars.tsx';
export { DateInput, type DateInputProps } from './date-input.tsx';
export { Details, type DetailsProps } from './details.tsx';
export { DOMAINS, type Domain, DomainIcon } from './domain-icon.tsx';
export {
  type DomainMark,
  DomainStrip,
  type DomainStripProps,
  type Mark,
} from './domain-strip.tsx';
export { ErrorMessage, type ErrorMessageProps } from './error-message.tsx';
export { ErrorSummary, type ErrorSummaryProps } from './error-summary.tsx';
export { Fieldset, type FieldsetProps } from './fieldset.tsx';
export { type Figure, Figures } from './figures.tsx';
export { FileUpload, type FileUploadProps } from './file-upload.tsx';
export { FormGroup, type FormGroupProps } from './form-group.tsx';
export { Hint } from './hint.tsx';
export { Input, type InputProps } from './input.tsx';
export { InsetText } from './inset-text.tsx';
export { Label, type LabelProps } from './label.tsx';
export { FingerPost } from './mark.tsx';
export { NotificationBanner, type NotificationBannerProps } from './notification-banner.tsx';
export { type PageItem, type PageLink, Pagination, type PaginationProps } from './pagination.tsx';
export { AddAnother, type AddAnotherProps } from './patterns/add-another.tsx';
export { CheckAnswers, type CheckAnswersProps } from './patterns/check-answers.tsx';
export { EmptyState, type EmptyStateProps } from './patterns/empty-state.tsx';
export { FilterPanel, type FilterPanelProps } from './patterns/filter-panel.tsx';
export { PersonBanner, type PersonBannerProps } from './patterns/person-banner.tsx';
export { PrintSheet, type PrintSheetProps, WritingLines } from './patterns/print-sheet.tsx';
export { Progress, type ProgressProps } from './patterns/progress.tsx';
export { type BulkAction, SelectableTable, type SelectableTableProps } from './patterns/selectable-table.tsx';
export { SideBySide, type SideBySideProps } from './patterns/side-by-side.tsx';
export { sortCell } from './patterns/sort-link.tsx';
export { Timeline, type TimelineItem, type TimelineProps } from './patterns/timeline.tsx';
export { Toast, type ToastProps } from './patterns/toast.tsx';
export type { ChoiceItem, ChoiceProps, FieldProps } from './props.ts';
export { Radios, type RadiosProps } from './radios.tsx';
export { Select, type SelectProps } from './select.tsx';
export { ServiceNavigation, type ServiceNavigationProps } from './service-navigation.tsx';
export { SkipLink } from './skip-link.tsx';
export { Steps, type StepsProps } from './steps.tsx';
export { type SummaryAction, SummaryList, type SummaryListProps, type SummaryRow } from './summary-list.tsx';
export { Table, type TableCell, type TableProps } from './table.tsx';
export { Tag, type TagProps } from './tag.tsx';
export { type Task, TaskList, type TaskListProps } from './task-list.tsx';
export { Textarea, type TextareaProps } from './textarea.tsx';
export { englishUiWords, type UiWords, UiWordsContext } from './ui-words.ts';
export { WarningText, type WarningTextProps } from './warning-text.tsx';
export { YearPicture, type YearPictureProps } from './year-picture.tsx';
export type { PictureDay, PictureDayKind } from './year-picture-day.ts';
