CREATE TABLE `duties` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `executions_pending`;--> statement-breakpoint
ALTER TABLE `workflow_executions` ADD `queuedAt` text;--> statement-breakpoint
CREATE INDEX `executions_queued` ON `workflow_executions` (`queuedAt`,`id`,`leaseUntil`) WHERE "queuedAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `executions_queued_by_workflow` ON `workflow_executions` (`workflowId`,`triggerType`) WHERE "queuedAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `executions_pending` ON `workflow_executions` (`workflowId`,"priority" DESC,`createdAt`,`id`,`triggerType`) WHERE "status" = 'pending' AND "queuedAt" IS NULL;