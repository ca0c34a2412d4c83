ALTER TABLE `reviews` ADD `idle_because` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `planned_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `reviews_planned` ON `reviews` (`planned_by`,`id`) WHERE "reviews"."status" in ('open', 'waiting_info');