CREATE TABLE `databases` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`revision` integer NOT NULL,
	`columnCount` integer NOT NULL,
	`nextSlot` integer NOT NULL,
	`records` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`removedAt` text,
	`columns` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `databases_by_name` ON `databases` (`organizationId`,"name" COLLATE NOCASE) WHERE "removedAt" IS NULL;--> statement-breakpoint
CREATE INDEX `databases_removed` ON `databases` (`removedAt`) WHERE "removedAt" IS NOT NULL;