CREATE TABLE `execution_hours` (
	`organizationId` text NOT NULL,
	`hour` text NOT NULL,
	`workflowId` text NOT NULL,
	`status` text NOT NULL,
	`triggerType` text NOT NULL,
	`executions` integer NOT NULL,
	`activeMs` integer NOT NULL,
	`longestMs` integer NOT NULL,
	PRIMARY KEY(`organizationId`, `hour`, `workflowId`, `status`, `triggerType`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `execution_hours_stale` (
	`organizationId` text NOT NULL,
	`hour` text NOT NULL,
	`markedAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `hour`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `execution_hours_through` (
	`organizationId` text PRIMARY KEY NOT NULL,
	`through` text NOT NULL
);
