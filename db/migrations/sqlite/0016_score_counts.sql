-- What is known to be true of decisions that have ended is counted by score from now on: this counts what is stored.
INSERT INTO `tallies` (`scope`, `key`, `day`, `checked`, `wrong`)
WITH `scored` AS (
	SELECT
		`d`.`shadow`,
		`d`.`type`,
		coalesce(json_extract(`r`.`body`, '$.recommendation.model'), '') AS `model`,
		coalesce(json_extract(`r`.`body`, '$.recommendation.model_version'), '') AS `version`,
		cast(cast(json_extract(`r`.`body`, '$.recommendation.confidence') * 100 + 0.5 AS integer) AS text) AS `cell`,
		json_extract(`r`.`body`, '$.recommendation.option') <> `d`.`correct` AS `wrong`
	FROM `decisions` AS `d`
	JOIN `revisions` AS `r` ON `r`.`decision_id` = `d`.`id` AND `r`.`revision` = `d`.`revision`
	WHERE `d`.`correct` IS NOT NULL
		AND `d`.`status` = 'resolved'
		AND json_extract(`r`.`body`, '$.recommendation.confidence') BETWEEN 0 AND 1
), `counted` AS (
	SELECT
		'model_score' AS `scope`,
		CASE WHEN `shadow` THEN json_array('shadow', `type`, `model`, `version`, `cell`) ELSE json_array(`type`, `model`, `version`, `cell`) END AS `key`,
		`wrong`
	FROM `scored`
	UNION ALL
	SELECT
		'type_score',
		CASE WHEN `shadow` THEN json_array('shadow', `type`, `cell`) ELSE json_array(`type`, `cell`) END,
		`wrong`
	FROM `scored`
)
SELECT `scope`, `key`, 0, count(*), sum(`wrong`) FROM `counted` GROUP BY `scope`, `key`;
