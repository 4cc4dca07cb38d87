CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`digest` text NOT NULL,
	`scopes` text NOT NULL,
	`createdBy` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text,
	`lastUsedAt` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_by_digest` ON `api_tokens` (`digest`);--> statement-breakpoint
CREATE INDEX `api_tokens_by_organization` ON `api_tokens` (`organizationId`,`createdAt`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`at` text NOT NULL,
	`actorType` text NOT NULL,
	`actorId` text NOT NULL,
	`actorName` text NOT NULL,
	`action` text NOT NULL,
	`target` text,
	`address` text,
	`details` text
);
--> statement-breakpoint
CREATE INDEX `audit_by_organization` ON `audit_events` (`organizationId`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_events` (`at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `invitations_by_organization` ON `invitations` (`organizationId`,`email`);--> statement-breakpoint
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `members_by_user` ON `members` (`userId`);--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`userId`);--> statement-breakpoint
CREATE INDEX `sessions_by_end` ON `sessions` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_email` ON `users` (lower("email"));--> statement-breakpoint
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
--> statement-breakpoint
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `embed_keys_by_organization` ON `embed_keys` (`organizationId`,`createdAt`);--> statement-breakpoint
ALTER TABLE `workflow_executions` ADD `startedBy` text;