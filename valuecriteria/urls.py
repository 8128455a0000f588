"""The addresses of this app, each one line."""

from django.urls import path

from . import views

urlpatterns = [
    path("projects/<key:key>/value/", views.criterion_list, name="value"),
    path("projects/<key:key>/value/themes/", views.known_themes, name="known-themes"),
    path(
        "projects/<key:key>/customers/<id:pk>/value/",
        views.customer_value,
        name="customer-value",
    ),
    path(
        "projects/<key:key>/customers/<id:pk>/value/new/",
        views.criterion_new,
        name="criterion-new",
    ),
    path("projects/<key:key>/customers/<id:pk>/no-own-benefit/", views.no_own_benefit, name="no-own-benefit"),
    path("projects/<key:key>/value/<id:pk>/", views.criterion_detail, name="criterion"),
    path(
        "projects/<key:key>/value/<id:pk>/edit/",
        views.criterion_edit,
        name="criterion-edit",
    ),
    path(
        "projects/<key:key>/value/<id:pk>/confirm/",
        views.criterion_confirm,
        name="criterion-confirm",
    ),
    path(
        "projects/<key:key>/value/<id:pk>/put-forward/",
        views.criterion_put_forward,
        name="criterion-put-forward",
    ),
    path(
        "projects/<key:key>/value/<id:pk>/outcome/",
        views.criterion_outcome,
        name="criterion-outcome",
    ),
    path(
        "projects/<key:key>/value/<id:pk>/goals/",
        views.criterion_align,
        name="criterion-align",
    ),
    path(
        "projects/<key:key>/goals/<id:number>/criteria/",
        views.goal_align,
        name="goal-align",
    ),
    path("projects/<key:key>/alignment/", views.alignment, name="alignment"),
    path("projects/<key:key>/conflicts/", views.conflict_list, name="conflicts"),
    path("projects/<key:key>/conflicts/decide/", views.conflict_decide, name="conflict-decide"),
    path("projects/<key:key>/baselines/", views.baseline_list, name="baselines"),
    path("projects/<key:key>/baselines/sign/", views.baseline_sign, name="baseline-sign"),
    path("projects/<key:key>/baselines/compare/", views.baseline_compare, name="baseline-compare"),
    path("projects/<key:key>/baselines/<id:number>/", views.baseline_detail, name="baseline"),
    path("projects/<key:key>/pack/", views.sponsor_pack, name="sponsor-pack"),
    path("projects/<key:key>/pack/xlsx/", views.sponsor_pack_xlsx, name="sponsor-pack-xlsx"),
    path("projects/<key:key>/alignment/goals/<id:goal>/", views.goal_total, name="goal-total"),
    path("projects/<key:key>/alignment/goals/<id:goal>/reason/", views.goal_justify, name="goal-justify"),
    path("projects/<key:key>/value/<id:pk>/goals/<id:goal>/", views.cell, name="cell"),
    path("projects/<key:key>/value/<id:pk>/reason/", views.criterion_justify, name="criterion-justify"),
    path("people/<id:pk>/value/", views.party_value, name="party-value"),
    path("reviews/", views.review_queue, name="reviews"),
    path("reviews/together/", views.review_together, name="reviews-together"),
    path("reviews/<id:pk>/", views.review, name="review"),
]
