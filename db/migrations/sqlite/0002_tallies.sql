CREATE TABLE `tallies` (
	`scope` text NOT NULL,
	`key` text NOT NULL,
	`day` integer NOT NULL,
	`asked` real DEFAULT 0 NOT NULL,
	`cases` real DEFAULT 0 NOT NULL,
	`reviewed` real DEFAULT 0 NOT NULL,
	`overridden` real DEFAULT 0 NOT NULL,
	`checked` real DEFAULT 0 NOT NULL,
	`wrong` real DEFAULT 0 NOT NULL,
	`total` real DEFAULT 0 NOT NULL,
	`squares` real DEFAULT 0 NOT NULL,
	PRIMARY KEY(`scope`, `key`, `day`)
);
--> statement-breakpoint
DROP INDEX `outcomes_by_decision`;--> statement-breakpoint
ALTER TABLE `outcomes` ADD `seq` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `outcomes_in_order` ON `outcomes` (`decision_id`,`seq`);