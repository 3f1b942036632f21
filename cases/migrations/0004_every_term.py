import django.contrib.postgres.fields
from django.db import migrations, models

from vault.rows import ChangeRule, follow, looks_as

# Of two subjects, both of which are seen: a liaison who argues about one has to know that it is the other as well.
MERGER = f"{{}} AND {follow('cases_subject', 'absorbed_id')} AND {follow('cases_subject', 'kept_id')}"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_first_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='act',
            name='abuse',
            field=models.CharField(choices=[('killing_extrajudicial', 'Extrajudicial killing'), ('killing_mass', 'Mass killing'), ('death_in_custody', 'Death in custody'), ('attempted_killing', 'Attempted killing'), ('torture', 'Torture'), ('cidt', 'Cruel, inhuman or degrading treatment'), ('sexual_violence_rape', 'Rape'), ('sexual_violence_other', 'Other sexual violence'), ('sgbv_domestic_tolerated', 'Domestic violence that the authorities tolerate'), ('forced_marriage', 'Forced marriage'), ('forced_pregnancy_or_abortion', 'Forced pregnancy or abortion'), ('forced_sterilisation', 'Forced sterilisation'), ('fgm', 'Female genital mutilation'), ('forced_medical_act', 'Forced medical act'), ('enforced_disappearance', 'Enforced disappearance'), ('arbitrary_detention', 'Arbitrary detention'), ('incommunicado_or_prolonged_solitary', 'Incommunicado detention or prolonged solitary confinement'), ('unfair_trial_leading_to_detention', 'Unfair trial that led to detention'), ('institutional_confinement_disability', 'Confinement because of a disability'), ('abduction_rendition', 'Abduction or rendition'), ('slavery', 'Slavery'), ('forced_labour', 'Forced labour'), ('trafficking', 'Trafficking'), ('child_recruitment', 'Recruitment of children'), ('child_abuse_or_exploitation', 'Abuse or exploitation of children'), ('forced_displacement', 'Forced displacement'), ('land_or_resource_dispossession', 'Taking of land or resources'), ('attack_on_civilians', 'Attack on civilians'), ('starvation_denial_of_aid', 'Starvation, or denial of aid'), ('denial_of_health_care', 'Denial of health care'), ('denial_of_education', 'Denial of education'), ('gender_apartheid_or_persecution', 'Gender apartheid or persecution because of gender'), ('persecution_group', 'Persecution of a group'), ('genocide_act', 'Act of genocide'), ('repression_assembly', 'Repression of assembly'), ('repression_expression_media', 'Repression of speech or media'), ('repression_religion', 'Repression of religion or belief'), ('reprisal_defender', 'Reprisal against a rights defender'), ('transnational_repression', 'Repression across borders'), ('surveillance_spyware', 'Surveillance with spyware'), ('internet_shutdown', 'Shutdown of the internet'), ('property_destruction', 'Destruction of property'), ('corruption_bribery', 'Bribery'), ('corruption_misappropriation', 'Corruption'), ('corruption_proceeds_transfer', 'Transfer of the proceeds of corruption'), ('cover_up_obstruction', 'Cover-up or obstruction'), ('other', 'Other')], max_length=40, verbose_name='What was done'),
        ),
        migrations.AlterField(
            model_name='involvement',
            name='mode',
            field=models.CharField(choices=[('direct', 'did it'), ('ordered', 'ordered it'), ('planned', 'planned it'), ('present_participated', 'was present and took part'), ('facilitated_aided', 'made it possible'), ('incited', 'incited it'), ('command_responsibility', 'was in command and did not prevent or punish it'), ('leader_official_of_entity', 'led the body that did it'), ('law_or_policy_author', 'wrote the law or policy behind it'), ('policy_implementer', 'carried the policy out'), ('financed_supplied', 'paid for or supplied it'), ('benefited_profited', 'profited from it'), ('concealed_evidence', 'hid evidence of it'), ('failed_to_investigate', 'had the duty to investigate it and did not'), ('agent_or_proxy', 'acted for somebody else in it'), ('owned_or_controlled', 'is owned or controlled by somebody responsible'), ('attempted', 'tried to do it'), ('suspected_undetermined', 'is suspected; how is not known yet')], max_length=40, verbose_name='How they are responsible'),
        ),
        migrations.AlterField(
            model_name='victim',
            name='groups',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('girls', 'Girls'), ('boys_children', 'Children'), ('older_persons', 'Older persons'), ('lgbtiq', 'LGBTIQ people'), ('persons_with_disabilities', 'People with disabilities'), ('indigenous_peoples', 'Indigenous peoples'), ('afro_descendants', 'People of African descent'), ('ethnic_or_national_minority', 'Ethnic or national minority'), ('caste_descent', 'People discriminated by caste or descent'), ('religious_minority_or_nonbelief', 'Religious minority, or people without religion'), ('linguistic_minority', 'Linguistic minority'), ('migrants', 'Migrants'), ('refugees_asylum_seekers', 'Refugees and asylum seekers'), ('internally_displaced', 'Internally displaced people'), ('stateless', 'Stateless people'), ('roma_sinti_travellers', 'Roma, Sinti and Travellers'), ('sex_workers', 'Sex workers'), ('people_living_with_hiv', 'People living with HIV'), ('persons_deprived_of_liberty', 'People deprived of liberty'), ('rural_or_land_communities', 'Rural and land communities'), ('workers_trade_unionists', 'Workers and trade unionists'), ('persons_in_poverty_homeless', 'People in poverty or without a home'), ('other_marginalised', 'Another marginalised group')], max_length=40), blank=True, default=list, size=None),
        ),
        migrations.AlterField(
            model_name='victim',
            name='role',
            field=models.CharField(choices=[('human_rights_defender', 'Human rights defender'), ('journalist_media', 'Journalist'), ('lawyer_judge', 'Lawyer or judge'), ('whistleblower_anticorruption', 'Whistleblower against corruption'), ('protester', 'Protester'), ('opposition_politician_or_activist', 'Opposition politician or activist'), ('trade_unionist', 'Trade unionist'), ('religious_leader', 'Religious leader'), ('environment_land_defender', 'Defender of land or environment'), ('health_or_aid_worker', 'Health or aid worker'), ('academic_student', 'Academic or student'), ('witness', 'Witness'), ('relative_of_target', 'Relative of somebody they are after'), ('combatant_hors_de_combat', 'Combatant who no longer fought'), ('none_ordinary_person', 'None of these'), ('unknown', 'Not known'), ('withheld_for_safety', 'Known, and withheld for safety')], default='unknown', max_length=40, verbose_name='What they were doing'),
        ),
        ChangeRule(
            "cases_merger",
            MERGER.format(looks_as("all", "accepted")),
            before=MERGER.format(looks_as("all")),
        ),
    ]
