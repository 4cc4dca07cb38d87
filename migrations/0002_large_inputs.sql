CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
