CREATE TABLE `dashboards` (
	`organizationId` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`revision` integer NOT NULL,
	`widgetCount` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`shareDigest` text,
	`definition` text NOT NULL,
	PRIMARY KEY(`organizationId`, `id`)
);
--> statement-breakpoint
CREATE INDEX `dashboards_by_update` ON `dashboards` (`organizationId`,`updatedAt`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `dashboards_by_link` ON `dashboards` (`shareDigest`);--> statement-breakpoint
CREATE INDEX `executions_counted` ON `workflow_executions` (`organizationId`,`createdAt`,`status`,`workflowId`,`triggerType`,`activeMs`) WHERE "completedAt" IS NOT NULL;