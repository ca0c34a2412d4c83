ALTER TABLE `decisions` ADD `subject_key` text;--> statement-breakpoint
CREATE INDEX `decisions_answered` ON `decisions` (`type`,`resolved_at`,`id`) WHERE "decisions"."disposition" in ('approved', 'rejected', 'modified');--> statement-breakpoint
CREATE INDEX `decisions_about` ON `decisions` (`subject_key`,`resolved_at`,`id`) WHERE "decisions"."subject_key" is not null;